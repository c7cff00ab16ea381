package dev.weir.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Runs the command {@code weir} as a user does: in its own process, from the built distribution.
 * Closing stops a process that is still running.
 */
final class WeirProcess implements AutoCloseable {
  private static final Path HOME = Path.of("..", "cli", "target", "weir");

  private final Process process;
  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final List<String> err = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> readers;

  private WeirProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(collect(process.getInputStream(), out), collect(process.getErrorStream(), err));
  }

  static WeirProcess start(String... args) {
    return startWith(List.of(), args);
  }

  /** Starts weir with additional JVM options. */
  static WeirProcess startWith(List<String> jvm, String... args) {
    return start(Map.of(), jvm, args);
  }

  /** Starts weir with additional environment variables. */
  static WeirProcess startIn(Map<String, String> environment, String... args) {
    return start(environment, List.of(), args);
  }

  private static WeirProcess start(
      Map<String, String> environment, List<String> jvm, String... args) {
    if (!Files.isDirectory(HOME.resolve("lib"))) {
      throw new IllegalStateException(
          HOME.toAbsolutePath().normalize() + " is missing: package deploy/cli first");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                // A background build ignores Ctrl-C, and its child processes would too.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dweir.models=" + HOME.resolve("models")));
    command.addAll(jvm);
    command.addAll(List.of("-cp", HOME.resolve("lib") + "/*", "dev.weir.cli.Weir"));
    command.addAll(List.of(args));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      return new WeirProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread collect(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader r =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = r.readLine(); line != null; line = r.readLine()) {
                  lines.add(line);
                }
              } catch (IOException e) {
                lines.add("(reading ended: " + e.getMessage() + ")");
              }
            },
            "weir-output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** Waits for the process to end; returns the exit code. */
  int exitCode(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + timeout + this);
      }
      for (Thread reader : readers) {
        reader.join(60_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting" + this, e);
    }
    return process.exitValue();
  }

  /**
   * Waits for a line on either output that matches; returns the first group, or the whole match.
   */
  String awaitLine(String regex, Duration timeout) {
    Pattern pattern = Pattern.compile(regex);
    return Awaitility.await("a line like " + regex)
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              for (String line : all()) {
                Matcher m = pattern.matcher(line);
                if (m.find()) {
                  return m.groupCount() > 0 ? m.group(1) : m.group();
                }
              }
              if (!process.isAlive()) {
                throw new AssertionError("ended without a line like " + regex + this);
              }
              return "";
            },
            s -> !s.isEmpty());
  }

  /** Sends Ctrl-C. */
  void interrupt() {
    try {
      // Uses the shell's built-in kill: a minimal system has no kill program.
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<String> out() {
    return List.copyOf(out);
  }

  List<String> err() {
    return List.copyOf(err);
  }

  private List<String> all() {
    List<String> lines = new ArrayList<>(out());
    lines.addAll(err());
    return lines;
  }

  /** Stops the process like Ctrl-C, so that it cleans up; kills it if it does not stop. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return "\n--- standard output\n%s\n--- standard error\n%s"
        .formatted(String.join("\n", out()), String.join("\n", err()));
  }
}
