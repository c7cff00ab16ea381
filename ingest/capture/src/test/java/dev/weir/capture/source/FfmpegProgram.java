package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the ffmpeg program. */
public final class FfmpegProgram {
  private FfmpegProgram() {}

  /** Runs it and waits for its end. */
  public static void run(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(FfmpegTool.required(), "-v", "error", "-y"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertThat(run.exitValue()).as(said).isZero();
  }
}
