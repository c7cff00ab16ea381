package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.capture.FrameSources;
import dev.weir.capture.source.FfmpegTool;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.FrameSourceKit;
import dev.weir.capture.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A webcam, simulated by the kernel module v4l2loopback. Containers and CI do not have one, so the
 * kit is skipped there.
 */
class V4l2SourceIT extends FrameSourceKit {
  private static final Path DEVICES = Path.of("/sys/devices/virtual/video4linux");

  @TempDir static Path directory;
  private static String device;
  private static Process camera;

  @BeforeAll
  static void start() throws IOException {
    Optional<String> found = loopback();
    if (found.isPresent()) {
      device = found.orElseThrow();
      camera = play();
    }
  }

  /**
   * Runs before each test, not once before all, so that each one is reported as skipped with the
   * reason.
   */
  @BeforeEach
  void needADevice() {
    assumeTrue(
        device != null,
        "no v4l2loopback device (Debian: apt install v4l2loopback-dkms; modprobe v4l2loopback)");
  }

  @AfterAll
  static void stop() {
    if (camera != null) {
      camera.destroyForcibly();
    }
  }

  private static Optional<String> loopback() throws IOException {
    if (!Files.isDirectory(DEVICES)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(DEVICES)) {
      return all.map(d -> "/dev/" + d.getFileName())
          .filter(d -> Files.isWritable(Path.of(d)))
          .findFirst();
    }
  }

  /** Feeds the device 25 pictures per second and waits until it reports that it is a camera. */
  private static Process play() throws IOException {
    Path log = directory.resolve("camera.log");
    Process feeding =
        new ProcessBuilder(
                FfmpegTool.required(),
                "-v",
                "error",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=320x240:r=25",
                "-pix_fmt",
                "yuyv422",
                "-f",
                "v4l2",
                device)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Awaitility.await("pictures on " + device)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              assertThat(feeding.isAlive()).as(Files.readString(log)).isTrue();
              try (FrameSource source = new FrameSources().open("v4l2:" + device, OPTIONS)) {
                return source.next() != null;
              } catch (SourceException e) {
                return false;
              }
            });
    return feeding;
  }

  @Override
  protected String url() {
    return "v4l2:" + device;
  }

  @Override
  protected OptionalInt pictures() {
    return OptionalInt.empty();
  }

  @Override
  protected boolean live() {
    return true;
  }

  @Override
  protected String wrongUrl() {
    return "v4l2:/dev/video-of-nobody";
  }

  @Override
  protected Hanging hanging() throws IOException {
    return new Hanging(url(), () -> signal("-CONT"), () -> signal("-STOP"));
  }

  private static void signal(String name) throws IOException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill %s %d".formatted(name, camera.pid())).start();
    try {
      assertThat(kill.waitFor()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
