package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.pairing.accounting.LatencySummary;
import dev.weir.pairing.join.Pair;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dashboard with one camera, and raw requests to it. */
final class Samples {
  static final CameraId FRONT = new CameraId("front");
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  private static final ModelClasses CLASSES =
      new ModelClasses(Map.of("city@aa", ClassMap.CITYSCAPES), ClassMap.CAMVID);

  private Samples() {}

  static DashboardOptions options(String host, int port, String... allowedOrigins) {
    Set<WebOrigin> allowed =
        Stream.of(allowedOrigins).map(WebOrigin::parse).collect(Collectors.toSet());
    return new DashboardOptions(host, port, allowed, CLASSES, camera -> Map.of("mIoU", 0.53));
  }

  static Dashboard dashboard() {
    return dashboard(options("localhost", 0));
  }

  static Dashboard dashboard(DashboardOptions options) {
    return dashboard(options, Deadlines.DEFAULT);
  }

  static Dashboard dashboard(DashboardOptions options, Deadlines deadlines) {
    return dashboard(options, deadlines, () -> {});
  }

  /** Starts a dashboard that runs {@code asked} whenever the cameras' status is needed. */
  static Dashboard dashboard(Deadlines deadlines, Runnable asked) {
    return dashboard(options("localhost", 0), deadlines, asked);
  }

  private static Dashboard dashboard(
      DashboardOptions options, Deadlines deadlines, Runnable asked) {
    CameraStatus status =
        new CameraStatus(
            FRONT,
            new FrameCounts(15, 12, Map.of(DropCause.BEFORE_KAFKA, 2L), 0),
            0,
            0,
            14.9,
            new LatencySummary(40, 31.5, 48),
            "icnet@0123",
            WIDTH,
            HEIGHT,
            Map.of("road", 0.75),
            Instant.now());
    PartitionShare share = new PartitionShare("weir-publisher", List.of(1), 2);
    return Dashboard.start(
        options,
        () -> {
          asked.run();
          return List.of(status);
        },
        () -> share,
        deadlines);
  }

  static Pair pair(MaskEncoding encoding) {
    return pair(encoding, WIDTH, HEIGHT);
  }

  static Pair pair(MaskEncoding encoding, int width, int height) {
    byte[] jpeg = new JpegEncoder(90).encode(Pixels.allocate(width, height));
    FrameId id = new FrameId(FRONT, "s", 3);
    Instant now = Instant.now();
    byte[] classes = new byte[width * height];
    Arrays.fill(classes, (byte) 3);
    byte[] data =
        encoding == MaskEncoding.RAW
            ? classes
            : MaskPng.encode(classes, width, height, ClassMap.CAMVID);
    return new Pair(
        new Frame(id, now, width, height, FrameEncoding.JPEG, jpeg, null),
        new Mask(
            id,
            new FrameRef("weir.frames", 0, 5),
            new Mask.Timing(now, now, now),
            "icnet@0123",
            width,
            height,
            encoding,
            data,
            null));
  }

  /**
   * Sends bytes as they are; returns everything received until the server closes, headers first.
   */
  static String send(Dashboard dashboard, String request) throws IOException {
    try (Socket socket = new Socket("localhost", dashboard.uri().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Builds a request as a browser sends it; {@code %d} in headers is the dashboard's port. */
  static String get(Dashboard dashboard, String path, String... headers) throws IOException {
    return send(dashboard, request(dashboard, path, headers) + "Connection: close\r\n\r\n");
  }

  /** Sends a WebSocket request; closes the connection when the first bytes arrive. */
  static String upgrade(Dashboard dashboard, String... headers) throws IOException {
    try (Socket socket = new Socket("localhost", dashboard.uri().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(upgradeRequest(dashboard, headers));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
      return head.toString();
    }
  }

  static byte[] upgradeRequest(Dashboard dashboard, String... headers) {
    return (request(dashboard, "/ws", headers)
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String request(Dashboard dashboard, String path, String... headers) {
    int port = dashboard.uri().getPort();
    String lines =
        Stream.of(headers)
            .map(header -> header.replace("%d", Integer.toString(port)) + "\r\n")
            .collect(Collectors.joining());
    return "GET %s HTTP/1.1\r\n%s".formatted(path, lines);
  }

  static int status(String response) {
    return Integer.parseInt(response.split(" ", 3)[1]);
  }
}
