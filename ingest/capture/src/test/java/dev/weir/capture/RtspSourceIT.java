package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against GStreamer's RTSP server, as Debian has it. */
class RtspSourceIT extends FrameSourceKit {
  private static final String PYTHON = "/usr/bin/python3"; // Debian's own: others lack GObject

  @TempDir static Path directory;
  private static Process server;
  private static String url;

  @BeforeAll
  static void serveAClip() throws Exception {
    requireServer();
    Path clip = Clip.write(directory.resolve("clip.mp4"), "mp4");
    Path script = directory.resolve("rtsp-server.py");
    try (var in = RtspSourceIT.class.getResourceAsStream("rtsp-server.py")) {
      Files.copy(in, script);
    }
    server =
        new ProcessBuilder(PYTHON, script.toString(), clip.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String port =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(port).as("the RTSP server's port").isNotNull();
    url = "rtsp://127.0.0.1:%s/stream".formatted(port);
  }

  private static void requireServer() throws Exception {
    boolean there = false;
    if (Files.isExecutable(Path.of(PYTHON))) {
      String probe = "import gi; gi.require_version('GstRtspServer', '1.0')";
      there = new ProcessBuilder(PYTHON, "-c", probe).start().waitFor() == 0;
    }
    String reason = "no RTSP server: install python3-gi and gir1.2-gst-rtsp-server-1.0";
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(there, reason);
    }
    Assumptions.assumeTrue(there, reason);
  }

  @AfterAll
  static void stopServing() throws Exception {
    if (server != null) {
      server.getOutputStream().close();
      server.destroy();
      server.waitFor();
    }
  }

  @Override
  String url() {
    return url;
  }

  @Override
  int pictures() {
    return -1; // how many a client sees before it joined depends on the server
  }

  @Override
  boolean live() {
    return true;
  }
}
