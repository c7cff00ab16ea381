package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** GStreamer's RTSP server in a separate process, in the role of a camera. */
final class RtspServer implements AutoCloseable {
  private static final String PYTHON =
      "/usr/bin/python3"; // the Python that has GStreamer's bindings
  private static final int NOT_INSTALLED = 77; // the script's exit code in that case

  private final Process process;
  private final int port;

  private RtspServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Serves a file. Skips the test if GStreamer is missing, except in CI. */
  static RtspServer serving(Path clip) throws IOException {
    Path script = clip.resolveSibling("rtsp-server.py");
    try (InputStream in = RtspServer.class.getResourceAsStream("/rtsp-server.py")) {
      Files.write(script, in.readAllBytes());
    }
    Path log = clip.resolveSibling("rtsp-server.log");
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return missing("no " + PYTHON);
    }
    Process process =
        new ProcessBuilder(PYTHON, script.toString(), clip.toString())
            .redirectError(log.toFile())
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (line == null && exit(process) == NOT_INSTALLED) {
      return missing(Files.readString(log));
    }
    assertThat(line).as(() -> "the server's port; it says " + read(log)).isNotNull();
    return new RtspServer(process, Integer.parseInt(line));
  }

  private static RtspServer missing(String reason) {
    String text =
        "no GStreamer RTSP server: apt-get install gir1.2-gst-rtsp-server-1.0 python3-gi; "
            + reason;
    assertThat(System.getenv("CI")).as(text).isNull();
    return Assumptions.abort(text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int exit(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  String url() {
    return "rtsp://127.0.0.1:%d/clip".formatted(port);
  }

  /** Freezes the server like a camera that hangs: its connections stay open. */
  void freeze() throws IOException {
    assertThat(exit(new ProcessBuilder("sh", "-c", "kill -STOP " + process.pid()).start()))
        .isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
