package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.Clips;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of FFmpeg's libraries a source loads. Each test runs in a new JVM that has loaded none. */
@DisplayName("FFmpeg's libraries")
class FfmpegLibrariesIT {
  private static final Path MAPS = Path.of("/proc/self/maps");

  @TempDir private Path directory;

  @BeforeEach
  void needLinux() {
    assumeTrue(Files.exists(MAPS), MAPS + " is not there: only Linux lists what a process loaded");
  }

  @Test
  void deviceLibrariesAreNotLoadedForAFileOrForAListOfFormats() throws Exception {
    // Given
    Path clip = Clips.mp4(directory);

    // When
    String said = run(ReadOne.class, clip.toString());

    // Then
    assertThat(said).contains("libavformat").doesNotContain("libavdevice").doesNotContain("libxcb");
  }

  @Test
  void ofDevicesAreNamedWithTheirPackagesWhereAWebcamLacksThem() throws Exception {
    // Given a file in place of the system's library, which the loader finds first
    Files.writeString(directory.resolve("libxcb.so.1"), "no library");

    // When
    String said = run(ReadOne.class, "v4l2:/dev/null");

    // Then
    assertThat(said)
        .contains("v4l2:/dev/null: FFmpeg's devices do not load (")
        .contains("libxcb.so.1: ")
        .contains("apt install libxcb1 libxcb-shm0 libasound2 libpulse0");
  }

  private String run(Class<?> main, String argument) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                argument));
    builder.environment().put("LD_LIBRARY_PATH", directory.toString());
    Process process =
        builder.redirectInput(new File("/dev/null")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** Opens a source and prints which libraries are loaded, or why it cannot be opened. */
  static final class ReadOne {
    private ReadOne() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(FfmpegBuild.version() + " " + FfmpegBuild.reads("rtsp"));
      try (FrameSource source = new FrameSources().open(arguments[0], FrameSourceKit.OPTIONS)) {
        System.out.println(source.next());
        Files.readAllLines(MAPS).forEach(System.out::println);
      } catch (SourceException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
