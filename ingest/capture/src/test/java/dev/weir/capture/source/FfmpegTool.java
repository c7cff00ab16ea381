package dev.weir.capture.source;

import dev.weir.capture.ffmpeg.FfmpegDevices;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;

/**
 * The ffmpeg program that comes with the libraries, for files that {@link ClipEncoder} cannot
 * write.
 */
public final class FfmpegTool {
  private FfmpegTool() {}

  /**
   * Returns its path. Skips the test if a desktop library that it needs is missing, except in CI.
   */
  public static String required() {
    try {
      String program = Loader.load(ffmpeg.class);
      Process process =
          new ProcessBuilder(program, "-version")
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? program : missing(said.strip());
    } catch (LinkageError | IOException e) {
      return missing(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String missing(String reason) {
    String text =
        "the bundled ffmpeg program does not run: apt-get install %s; %s"
            .formatted(FfmpegDevices.DEBIAN_PACKAGES, reason);
    Assertions.assertThat(System.getenv("CI")).as(text).isNull();
    return Assumptions.abort(text);
  }
}
