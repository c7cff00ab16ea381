package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.mask.MaskEncoding;
import dev.weir.pairing.join.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class DashboardTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private Dashboard dashboard;

  @BeforeEach
  void serve() {
    dashboard = Samples.dashboard();
  }

  @AfterEach
  void stop() {
    dashboard.close();
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
        List.of(
            "style.css", "app.js", "card.js", "blend.js", "stream.js", "share.js", "icon.svg")) {
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
  void classesAreToldWithTheirColors() throws Exception {
    JsonNode classes = new ObjectMapper().readTree(text("/api/classes"));
    assertThat(classes).hasSize(11);
    assertThat(classes.get(3).get("name").asText()).isEqualTo("road");
    assertThat(classes.get(3).get("color").asText()).isEqualTo("#804080");
  }

  @Test
  void prometheusReadsTheFrameAccounting() throws Exception {
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
    dashboard.paired(Samples.pair(MaskEncoding.RAW));

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

  private WebSocket watch(Listening listening) throws Exception {
    URI uri = URI.create(dashboard.uri().toString().replace("http", "ws") + "ws");
    return http.newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(30))
        .buildAsync(uri, listening)
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void aWatcherGetsStatusAndPairs() throws Exception {
    // Given
    Listening listening = new Listening();
    WebSocket socket = watch(listening);
    assertThat(listening.text.poll(60, TimeUnit.SECONDS)).contains("\"masks\":12");

    // When
    Pair pair = Samples.pair(MaskEncoding.PNG);
    dashboard.paired(pair);

    // Then
    ByteBuffer message = ByteBuffer.wrap(listening.binary.poll(60, TimeUnit.SECONDS));
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
  void theShareOfTheGroupsPartitionsIsTold() throws Exception {
    JsonNode share = new ObjectMapper().readTree(text("/api/partitions"));

    assertThat(share.get("group").asText()).isEqualTo("weir-publisher");
    assertThat(share.get("own")).hasSize(1);
    assertThat(share.get("all").asInt()).isEqualTo(2);
  }

  @Test
  void saysThatThePortIsTaken() {
    int taken = dashboard.uri().getPort();
    DashboardOptions options = Samples.options("localhost", taken);
    assertThatThrownBy(() -> Samples.dashboard(options))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("cannot listen on localhost:" + taken)
        .hasMessageContaining("--port");
  }
}
