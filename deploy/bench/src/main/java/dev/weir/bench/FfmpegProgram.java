package dev.weir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An installed ffmpeg program, for comparison.
 *
 * @param name the command
 * @param version the version that it reports
 */
public record FfmpegProgram(String name, String version) {
  private static final Pattern VERSION = Pattern.compile("ffmpeg version ([^\\s-]+)");

  /** The exit code and the output, including errors. */
  private record Ended(int exitCode, String said) {}

  /** Returns the program, or null if it is not installed. */
  static @Nullable public FfmpegProgram find(String name) throws InterruptedException {
    try {
      Matcher version = VERSION.matcher(run(List.of(name, "-version")).said());
      return version.find() ? new FfmpegProgram(name, version.group(1)) : null;
    } catch (IOException notInstalled) {
      return null;
    }
  }

  /**
   * Returns the seconds it takes to decode a file's first video {@code times} times, including
   * startup.
   *
   * @throws IOException if ffmpeg fails; the message has its output
   */
  public double seconds(Path file, int threads, int times)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            name,
            "-nostdin",
            "-v",
            "error",
            "-threads",
            Integer.toString(threads),
            "-stream_loop",
            Integer.toString(times - 1),
            "-i",
            file.toString(),
            "-map",
            "0:v:0",
            "-f",
            "null",
            "-");
    long start = System.nanoTime();
    Ended ended = run(command);
    if (ended.exitCode() != 0) {
      throw new IOException("%s: %s".formatted(name, ended.said().strip()));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
