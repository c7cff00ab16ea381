package dev.weir.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real nginx with the documented configuration for Weir. */
final class Nginx implements AutoCloseable {
  private static final Path DOCUMENTED = Path.of("..", "docs", "nginx-weir.conf");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final int port;
  private final Path log;

  private Nginx(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Returns the documented configuration, with another dashboard port than the default. */
  static String documented(int dashboardPort) throws IOException {
    String text = Files.readString(DOCUMENTED);
    String standard = "http://127.0.0.1:8080/";
    if (!text.contains(standard)) {
      throw new AssertionError(DOCUMENTED + ": expected " + standard);
    }
    return text.replace(standard, "http://127.0.0.1:%d/".formatted(dashboardPort));
  }

  /** Returns a port that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  /** Serves {@code locations} at a local port; writes only to {@code dir}. */
  static Nginx start(Path dir, int port, String locations) throws IOException {
    Path nginx = Tool.required("nginx", "nginx-light");
    Path log = dir.resolve("nginx.log");
    Path configuration = dir.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d;
            server_name wall.test;
            %3$s
          }
        }
        """
            .formatted(dir, port, locations));
    Process process =
        new ProcessBuilder(
                nginx.toString(),
                "-p",
                dir.toString(),
                "-c",
                configuration.toString(),
                "-e",
                "" + log)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("nginx.out").toFile())
            .start();
    Nginx started = new Nginx(process, port, log);
    Awaitility.await("nginx listens").atMost(PATIENCE).until(started::listens);
    return started;
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("nginx ended: " + Files.readString(log));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
