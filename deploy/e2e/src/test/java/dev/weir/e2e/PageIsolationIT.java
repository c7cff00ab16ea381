package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.weir.dashboard.Dashboard;
import dev.weir.frame.CameraId;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.pairing.accounting.LatencySummary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page, beside other pages and publishers")
@Timeout(400)
class PageIsolationIT extends PageSetup {
  /**
   * On loopback the browser sends Sec-Fetch-Site; for another machine's name over plain HTTP it
   * does not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "0.0.0.0"})
  void anotherSitesPageSeesNoCamera(String host) throws Exception {
    // Given
    Dashboard dashboard = serve(host, EVERYTHING);
    dashboard.paired(pair());
    String base =
        "http://%s:%d/"
            .formatted(host.equals("localhost") ? host : "machine.test", dashboard.uri().getPort());
    int foreign = foreignSite(pair().frame().data());

    // When
    browser.get("http://elsewhere.test:%d/".formatted(foreign));
    String seen =
        (String)
            browser.executeAsyncScript(
                """
                const [base, control, done] = arguments;
                const image = (url) => new Promise((resolve) => {
                  const img = new Image();
                  img.onload = () => resolve("seen");
                  img.onerror = () => resolve("nothing");
                  img.src = url;
                });
                const read = (url, mode) =>
                    fetch(url, { mode }).then(() => "seen", () => "nothing");
                const socket = (url) => new Promise((resolve) => {
                  const ws = new WebSocket(url);
                  ws.onopen = () => resolve("seen");
                  ws.onerror = () => resolve("nothing");
                });
                Promise.all([
                  image(control),
                  image(base + "api/cameras/front/frame"),
                  image(base + "api/cameras/front/mask.png"),
                  image(base + "icon.svg"),
                  read(base + "api/cameras/front/frame", "no-cors"),
                  read(base + "api/cameras/front/frame", "cors"),
                  read(base + "api/cameras", "cors"),
                  socket(base.replace("http", "ws") + "ws"),
                ]).then((all) => done(all.join(" ")));
                """,
                base,
                "http://pictures.test:%d/picture".formatted(foreign));

    // Then
    assertThat(seen)
        .as("a picture that anybody may see; frame, mask, icon; fetch; WebSocket")
        .isEqualTo("seen" + " nothing".repeat(7));
  }

  /** Serves a page, and a picture that any page may show. */
  private int foreignSite(byte[] picture) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isPicture = exchange.getRequestURI().getPath().equals("/picture");
          byte[] body =
              isPicture
                  ? picture
                  : "<!doctype html><title>x</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", isPicture ? "image/jpeg" : "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    started.add(() -> server.stop(0));
    return server.getAddress().getPort();
  }

  @Test
  void aPublisherOfAGroupSaysThatOtherCamerasAreElsewhere() {
    Dashboard some = serve("localhost", new PartitionShare("wall", List.of(2, 0), 4));
    Dashboard none = serve("localhost", new PartitionShare("wall", List.of(), 2));
    Dashboard all = serve("localhost", new PartitionShare("wall", List.of(0, 1), 2));

    browser.get(some.uri().toString());
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(text("share"))
                    .contains(
                        "partitions 0, 2 of 4", "group \"wall\"", "weir publish --page-only"));
    browser.get(none.uri().toString());
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(text("share")).contains("none of the 2 partitions", "\"wall\""));
    browser.get(all.uri().toString());
    awaitPicture(all);
    assertThat(text("share")).isEmpty();
  }

  @Test
  void aCameraThatAnotherPublisherTookOverIsMarked() {
    Dashboard dashboard = serve("localhost", EVERYTHING);
    CameraStatus status =
        new CameraStatus(
            new CameraId("front"),
            new FrameCounts(15, 12, Map.of(DropCause.BEFORE_KAFKA, 2L), 0),
            0,
            0,
            14.9,
            new LatencySummary(40, 31.5, 48),
            "icnet@0123",
            64,
            48,
            Map.of("road", 0.75),
            Instant.now());
    cameras.add(status);
    browser.get(dashboard.uri().toString());
    awaitPicture(dashboard);

    cameras.clear();

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> text("camera").contains("no longer on this page"));
  }
}
