package dev.weir.capture;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class HlsSourceIT extends FrameSourceKit {
  @TempDir static Path directory;
  private static HttpServer server;

  @BeforeAll
  static void serveAPlaylist() throws Exception {
    Clip.write(directory.resolve("live.m3u8"), "hls");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
          byte[] body = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(
              body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stopServing() {
    server.stop(0);
  }

  @Override
  String url() {
    return "http://localhost:%d/live.m3u8".formatted(server.getAddress().getPort());
  }

  @Override
  int pictures() {
    return Clip.FRAMES;
  }

  @Override
  boolean live() {
    return false;
  }
}
