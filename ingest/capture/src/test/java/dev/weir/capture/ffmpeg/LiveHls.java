package dev.weir.capture.ffmpeg;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.capture.source.FfmpegProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A live HLS stream: a playlist of four one-second segments. Every second a new one is added. */
final class LiveHls implements AutoCloseable {
  private static final int WINDOW = 4;

  private final Path directory;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Instant start = Instant.now().minusSeconds(WINDOW); // of the first segment
  private final boolean dated;
  private final String before;
  private final Queue<Integer> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> playlists = new ConcurrentLinkedQueue<>();
  private final AtomicInteger playlistsAtFirst = new AtomicInteger();

  /**
   * Starts the stream.
   *
   * @param directory contains the segments, from {@code s0.ts}
   * @param dated whether each segment has a date
   * @param before lines before every third segment
   */
  LiveHls(Path directory, boolean dated, String before) throws IOException {
    this.directory = directory;
    this.dated = dated;
    this.before = before;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Creates segments with ten pictures per second.
   *
   * @param jump seconds that the timestamps jump ahead before every third segment
   */
  static void segments(Path directory, int count, int jump) throws IOException {
    FfmpegProgram.run(
        "-f",
        "lavfi",
        "-i",
        "testsrc=s=160x120:r=10:d=" + count,
        "-c:v",
        "libopenh264",
        "-g",
        10,
        "-bsf:v",
        "setts=ts=TS+floor(TS*TB/3)*%d/TB".formatted(jump),
        "-f",
        "segment",
        "-segment_time",
        1,
        directory.resolve("s%d.ts"));
  }

  String url() {
    return "http://127.0.0.1:%d/live.m3u8".formatted(server.getAddress().getPort());
  }

  /** When the first picture of a segment was taken. */
  Instant taken(int segment) {
    return start.plusSeconds(segment);
  }

  /** The first segment that was requested. */
  int first() {
    return asked.element();
  }

  /** The segments that were requested, in order. */
  List<Integer> segments() {
    return List.copyOf(asked);
  }

  /** The user agents that requested the playlist, in order. */
  List<String> playlistRequests() {
    return List.copyOf(playlists);
  }

  /** The number of requests for the playlist before the first segment was requested. */
  int playlistsBeforeFirstSegment() {
    return playlistsAtFirst.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body;
      if (path.endsWith(".m3u8")) {
        playlists.add(exchange.getRequestHeaders().getFirst("User-Agent"));
        body = playlist().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.apple.mpegurl");
      } else {
        playlistsAtFirst.compareAndSet(0, playlists.size());
        asked.add(Integer.parseInt(path.replaceAll("\\D", "")));
        body = Files.readAllBytes(directory.resolve(path.substring(1)));
        exchange.getResponseHeaders().add("Content-Type", "video/mp2t");
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String playlist() {
    int first = (int) Duration.between(start, Instant.now()).toSeconds() - WINDOW;
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n");
    text.append("#EXT-X-MEDIA-SEQUENCE:%d\n".formatted(first));
    for (int i = first; i < first + WINDOW; i++) {
      text.append(i % 3 == 0 ? before : "");
      text.append(dated ? "#EXT-X-PROGRAM-DATE-TIME:%s\n".formatted(taken(i)) : "");
      text.append("#EXTINF:1.0,\ns%d.ts\n".formatted(i));
    }
    return text.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
