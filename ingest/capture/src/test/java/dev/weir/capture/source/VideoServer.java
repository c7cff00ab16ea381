package dev.weir.capture.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the files of a folder over HTTP. */
public final class VideoServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  /** What a server can do. */
  public enum Kind {
    /** Answers requests for a range of bytes. */
    RANGES,
    /** Ignores ranges. */
    WHOLE_FILES,
    /** Does not announce a length. */
    NO_LENGTH
  }

  private final Path folder;
  private final Kind kind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public VideoServer(Path folder, Kind kind) throws IOException {
    this.folder = folder;
    this.kind = kind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The URL of a file of the folder. */
  public String url(Path file) {
    return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), file.getFileName());
  }

  /** The paths that were requested, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestURI().getPath());
      Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
      if (!Files.exists(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      String asked = exchange.getRequestHeaders().getFirst("Range");
      Matcher range = RANGE.matcher(asked == null ? "" : asked);
      if (kind == Kind.RANGES) {
        exchange.getResponseHeaders().add("Accept-Ranges", "bytes");
      }
      if (kind != Kind.RANGES || !range.matches()) {
        exchange.sendResponseHeaders(200, kind == Kind.NO_LENGTH ? 0 : bytes.length);
        exchange.getResponseBody().write(bytes);
        return;
      }
      int from = Integer.parseInt(range.group(1));
      int to = range.group(2).isEmpty() ? bytes.length : Integer.parseInt(range.group(2)) + 1;
      if (from >= bytes.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(to, bytes.length));
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, from + part.length - 1, bytes.length));
      exchange.sendResponseHeaders(206, part.length);
      exchange.getResponseBody().write(part);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
