package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.ModelClasses;
import dev.weir.render.Books;
import dev.weir.render.CameraStatus;
import dev.weir.render.LatencySummary;
import dev.weir.render.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DashboardTest {
  private static final ModelClasses CLASSES =
      new ModelClasses(Map.of("city@aa", ClassMap.CITYSCAPES), ClassMap.CAMVID);

  private static final CameraId FRONT = new CameraId("front");
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  private final HttpClient http = HttpClient.newHttpClient();
  private Dashboard dashboard;

  @BeforeEach
  void serve() {
    CameraStatus status =
        new CameraStatus(
            FRONT,
            new Books(15, 12, 2, 0),
            0,
            0,
            14.9,
            new LatencySummary(40, 31.5, 48),
            "icnet@0123",
            WIDTH,
            HEIGHT,
            Map.of("road", 0.75),
            Instant.now());
    dashboard =
        Dashboard.start(
            new DashboardOptions("localhost", 0, CLASSES, camera -> Map.of("mIoU", 0.53)),
            () -> List.of(status));
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  private static Pair pair(MaskEncoding encoding) {
    byte[] jpeg = new JpegEncoder(90).encode(Pixels.allocate(WIDTH, HEIGHT));
    FrameId id = new FrameId(FRONT, "s", 3);
    Instant now = Instant.now();
    byte[] classes = new byte[WIDTH * HEIGHT];
    java.util.Arrays.fill(classes, (byte) 3);
    byte[] data =
        encoding == MaskEncoding.RAW
            ? classes
            : dev.weir.mask.MaskPng.encode(classes, WIDTH, HEIGHT, ClassMap.CAMVID);
    return new Pair(
        new Frame(id, now, WIDTH, HEIGHT, FrameEncoding.JPEG, jpeg, null),
        new Mask(
            id,
            new FrameRef("weir.frames", 0, 5),
            new Mask.Timing(now, now, now),
            "icnet@0123",
            WIDTH,
            HEIGHT,
            1,
            encoding,
            data,
            null));
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(dashboard.uri().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private String text(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void thePageAndAllThatItNamesAreServed() throws Exception {
    String page = text("/");
    assertThat(page).contains("<title>Weir</title>");
    for (String asset :
        List.of("style.css", "app.js", "card.js", "blend.js", "stream.js", "icon.svg")) {
      assertThat(text("/" + asset)).as(asset).isNotBlank();
    }
    assertThat(text("/healthz")).isEqualTo("ok");
  }

  @Test
  void camerasAreToldInJsonAndTheirNumbersAddUp() throws Exception {
    // When
    JsonNode camera = new ObjectMapper().readTree(text("/api/cameras")).get(0);

    // Then
    assertThat(camera.get("id").asText()).isEqualTo("front");
    assertThat(camera.get("in").asLong())
        .isEqualTo(
            camera.get("masks").asLong()
                + camera.get("dropped").asLong()
                + camera.get("dead").asLong()
                + camera.get("inFlight").asLong());
    assertThat(camera.get("figures").get("mIoU").asDouble()).isEqualTo(0.53);
    assertThat(camera.get("latency").get("p50").asDouble()).isEqualTo(31.5);
    assertThat(camera.get("live").asBoolean()).isTrue();
  }

  @Test
  void theClassesOfEachModelsMasksAreToldApart() throws Exception {
    // When
    JsonNode known = new ObjectMapper().readTree(text("/api/classes?model=city%40aa"));
    JsonNode exportedAgain = new ObjectMapper().readTree(text("/api/classes?model=city%40bb"));
    JsonNode unknown = new ObjectMapper().readTree(text("/api/classes?model=other%40cc"));

    // Then
    assertThat(known).hasSize(19);
    assertThat(known.get(0).get("name").asText()).isEqualTo("road");
    assertThat(exportedAgain).isEqualTo(known);
    assertThat(unknown).hasSize(11);
  }

  @Test
  void classesAreToldWithTheirColours() throws Exception {
    JsonNode classes = new ObjectMapper().readTree(text("/api/classes"));
    assertThat(classes).hasSize(11);
    assertThat(classes.get(3).get("name").asText()).isEqualTo("road");
    assertThat(classes.get(3).get("colour").asText()).isEqualTo("#804080");
  }

  @Test
  void prometheusReadsTheBooks() throws Exception {
    assertThat(text("/metrics"))
        .contains("weir_frames_in_total{camera=\"front\"} 15.0")
        .contains("weir_masks_total{camera=\"front\"} 12.0")
        .contains("weir_frames_dropped_total{camera=\"front\"} 2.0")
        .contains("weir_frames_dead_total{camera=\"front\"} 0.0")
        .contains("weir_latency_p50_seconds{camera=\"front\"} 0.0315");
  }

  @Test
  void theLastPairCanBeFetchedAndAnUnknownCameraIsSaid() throws Exception {
    // Given
    dashboard.paired(pair(MaskEncoding.RAW));

    // When, Then
    byte[] mask = get("/api/cameras/front/mask.png").body();
    assertThat(ImageIO.read(new ByteArrayInputStream(mask)).getRGB(0, 0) & 0xFFFFFF)
        .isEqualTo(0x804080);
    assertThat(get("/api/cameras/front/frame").body()).startsWith(0xFF, 0xD8);
    HttpResponse<byte[]> unknown = get("/api/cameras/nobody/mask.png");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(new String(unknown.body(), StandardCharsets.UTF_8)).contains("'nobody'");
  }

  /** Collects whole messages. */
  private static final class Listening implements WebSocket.Listener {
    final BlockingQueue<byte[]> binary = new LinkedBlockingQueue<>();
    final BlockingQueue<String> text = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream partBinary = new ByteArrayOutputStream();
    private final StringBuilder partText = new StringBuilder();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      partBinary.writeBytes(bytes);
      if (last) {
        binary.add(partBinary.toByteArray());
        partBinary.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partText.append(data);
      if (last) {
        text.add(partText.toString());
        partText.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private WebSocket watch(Listening listening, String origin) throws Exception {
    URI uri = URI.create(dashboard.uri().toString().replace("http", "ws") + "ws");
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return builder.buildAsync(uri, listening).get(20, TimeUnit.SECONDS);
  }

  @Test
  void aWatcherGetsStatusAndPairs() throws Exception {
    // Given
    Listening listening = new Listening();
    WebSocket socket = watch(listening, null);
    assertThat(listening.text.poll(20, TimeUnit.SECONDS)).contains("\"masks\":12");

    // When
    Pair pair = pair(MaskEncoding.PNG);
    dashboard.paired(pair);

    // Then
    ByteBuffer message = ByteBuffer.wrap(listening.binary.poll(20, TimeUnit.SECONDS));
    byte[] header = new byte[message.getInt()];
    message.get(header);
    JsonNode json = new ObjectMapper().readTree(header);
    assertThat(json.get("camera").asText()).isEqualTo("front");
    assertThat(json.get("model").asText()).isEqualTo("icnet@0123");
    byte[] frame = new byte[json.get("frameBytes").asInt()];
    message.get(frame);
    assertThat(frame).isEqualTo(pair.frame().data());
    byte[] mask = new byte[json.get("maskBytes").asInt()];
    message.get(mask);
    assertThat(mask).isEqualTo(pair.mask().data());
    assertThat(message.hasRemaining()).isFalse();
    socket.abort();
  }

  @Test
  void anotherSitesPageMayNotWatch() {
    assertThatThrownBy(() -> watch(new Listening(), "http://elsewhere.example"))
        .hasStackTraceContaining("403");
  }

  /** A request as a browser sends it; the status. */
  private int status(Dashboard asked, String path, String... headers) throws IOException {
    try (Socket socket = new Socket("localhost", asked.uri().getPort())) {
      String request =
          "GET %s HTTP/1.1\r\n%s\r\n%s\r\n"
              .formatted(
                  path,
                  String.join("\r\n", headers),
                  path.equals("/ws") ? "" : "Connection: close\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app.js",
        "/api/cameras",
        "/api/classes",
        "/api/cameras/front/frame",
        "/api/cameras/front/mask.png",
        "/metrics",
        "/healthz"
      })
  void aSiteWhoseNameIsMadeToMeanThisMachineSeesNothing(String path) throws Exception {
    dashboard.paired(pair(MaskEncoding.RAW));
    int port = dashboard.uri().getPort();

    assertThat(status(dashboard, path, "Host: elsewhere.example:" + port)).isEqualTo(403);
    assertThat(status(dashboard, path, "Host: localhost:" + port)).isEqualTo(200);
  }

  @Test
  void aSiteWhoseNameIsMadeToMeanThisMachineMayNotWatch() throws Exception {
    assertThat(
            status(
                dashboard,
                "/ws",
                "Host: elsewhere.example:" + dashboard.uri().getPort(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:%d", "LOCALHOST:%d", "127.0.0.1:%d", "[::1]:%d", "localhost"})
  void thisMachineIsAnsweredByAnyOfItsNames(String host) throws Exception {
    String header = "Host: " + host.formatted(dashboard.uri().getPort());

    assertThat(status(dashboard, "/api/cameras", header)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost.elsewhere.example", "127.0.0.1.example:80", "elsewhere@localhost"})
  void aNameThatOnlyLooksLikeThisMachinesIsRefused(String host) throws Exception {
    assertThat(status(dashboard, "/api/cameras", "Host: " + host)).isNotEqualTo(200);
  }

  @Test
  void anotherSitesScriptMayNotRead() throws Exception {
    String host = "Host: localhost:" + dashboard.uri().getPort();

    assertThat(status(dashboard, "/api/cameras", host, "Origin: http://elsewhere.example"))
        .isEqualTo(403);
    assertThat(
            status(
                dashboard,
                "/api/cameras",
                host,
                "Origin: http://localhost:" + dashboard.uri().getPort()))
        .isEqualTo(200);
  }

  @Test
  void whereOthersMayConnectTheyMayUseTheirNamesForIt() throws Exception {
    try (Dashboard open =
        Dashboard.start(new DashboardOptions("0.0.0.0", 0, CLASSES, c -> Map.of()), List::of)) {
      assertThat(status(open, "/api/cameras", "Host: wall.example")).isEqualTo(200);
      assertThat(
              status(
                  open, "/api/cameras", "Host: wall.example", "Origin: http://elsewhere.example"))
          .isEqualTo(403);
    }
  }

  @Test
  void saysThatThePortIsTaken() {
    int taken = dashboard.uri().getPort();
    assertThatThrownBy(
            () ->
                Dashboard.start(
                    new DashboardOptions("localhost", taken, CLASSES, c -> Map.of()), List::of))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("cannot listen on localhost:" + taken)
        .hasMessageContaining("--port");
  }
}
