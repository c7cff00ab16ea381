package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.FrameSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Videos in containers of all kinds, written by the system's ffmpeg program. */
public final class Videos {
  /** Input options of ffmpeg: 60 pictures in 6 s. */
  public static final String PICTURES = "-f lavfi -i testsrc=s=160x120:r=10:d=6 ";

  private static final SourceOptions OPTIONS =
      new SourceOptions(null, Duration.ofSeconds(20), Duration.ofSeconds(20));

  private Videos() {}

  /** Skips the test if there is no ffmpeg, except in CI. */
  public static void requireFfmpeg() throws IOException {
    try {
      Process process = new ProcessBuilder("ffmpeg", "-version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
    } catch (IOException e) {
      String text = "no program ffmpeg: apt-get install ffmpeg";
      assertThat(System.getenv("CI")).as(text).isNull();
      Assumptions.abort(text);
    }
  }

  /** Writes a video; the options are ffmpeg's, separated by blanks. */
  public static Path write(Path file, String options) throws IOException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    command.addAll(Arrays.asList(options.strip().split("\\s+", -1)));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertThat(process.exitValue()).as(said).isZero();
    return file;
  }

  /** Keeps a share of a file, 0 to 1. */
  public static Path cut(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  /** Fills the end of a file with zeros after a share of it, 0 to 1. */
  public static Path zeroed(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (int) (bytes.length * share), bytes.length, (byte) 0);
    return Files.write(file, bytes);
  }

  /** Returns the number of pictures before the end. */
  public static int read(String url) throws SourceException {
    int count = 0;
    try (FrameSource source = new FrameSources().open(url, OPTIONS)) {
      while (source.next() != null) {
        count++;
      }
    }
    return count;
  }

  /** Asserts that a video is stored, and fails once, after its pictures. */
  public static void assertBreaksOff(String url) throws SourceException {
    int count = 0;
    try (FrameSource source = new FrameSources().open(url, OPTIONS)) {
      assertThat(source.live()).as("live").isFalse();
      CapturedImage image = source.next();
      try {
        while (image != null) {
          count++;
          image = source.next();
        }
      } catch (SourceException e) {
        assertThat(count).as("pictures that are there are read").isPositive();
        assertThat(e).hasMessageStartingWith(url + ": breaks off: ");
        assertThat(e.permanent()).isFalse();
        assertThat(source.next()).as("the end after the error").isNull();
        return;
      }
    }
    assertThat(count).as("pictures of %s, which was read as if it were complete", url).isNegative();
  }
}
