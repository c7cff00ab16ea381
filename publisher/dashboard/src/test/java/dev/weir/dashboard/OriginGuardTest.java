package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.MaskEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends requests as browsers do, to the real server. */
@DisplayName("Which pages may open the dashboard")
@Timeout(180)
class OriginGuardTest {
  private static final String ALLOWED = "https://wall.example";
  private static final List<String> FILES = List.of("/", "/app.js", "/style.css", "/icon.svg");
  private static final List<String> PATHS =
      List.of(
          "/api/cameras",
          "/api/classes",
          "/api/partitions",
          "/api/access?origin=http://localhost",
          "/api/cameras/front/frame",
          "/api/cameras/front/mask.png",
          "/metrics",
          "/healthz");

  /**
   * Servers: on loopback without allowed origins, on loopback with one, and open to other machines.
   */
  private static final Map<String, Dashboard> SERVED = new TreeMap<>();

  @BeforeAll
  static void serve() {
    SERVED.put("loopback", Samples.dashboard());
    SERVED.put("proxied", Samples.dashboard(Samples.options("localhost", 0, ALLOWED)));
    SERVED.put("open", Samples.dashboard(Samples.options("0.0.0.0", 0)));
    SERVED.values().forEach(dashboard -> dashboard.paired(Samples.pair(MaskEncoding.RAW)));
  }

  @AfterAll
  static void stop() {
    SERVED.values().forEach(Dashboard::close);
  }

  private static Dashboard served(String how) {
    return SERVED.get(how);
  }

  private static String[] headers(
      String host, String origin, String site, String mode, String dest) {
    List<String> headers = new ArrayList<>();
    add(headers, "Host", host);
    add(headers, "Origin", origin);
    add(headers, "Sec-Fetch-Site", site);
    add(headers, "Sec-Fetch-Mode", mode);
    add(headers, "Sec-Fetch-Dest", dest);
    return headers.toArray(String[]::new);
  }

  private static void add(List<String> headers, String name, String value) {
    if (value != null) {
      headers.add(name + ": " + value);
    }
  }

  @ParameterizedTest(name = "{0}: Host={1} Origin={2} Site={3} Mode={4} Dest={5} -> {6}")
  @CsvSource({
    // No browser: curl, Prometheus, an old browser.
    "loopback, localhost:%d, , , , , 200",
    "loopback, 127.0.0.1:%d, , , , , 200",
    "loopback, [::1]:%d, , , , , 200",
    "loopback, LOCALHOST:%d, , , , , 200",
    "loopback, localhost, , , , , 200",
    "loopback, localhost.:%d, http://localhost.:%d, same-origin, cors, empty, 200",
    "open, wall.example, , , , , 200",
    // The page itself.
    "loopback, localhost:%d, , none, navigate, document, 200",
    "loopback, localhost:%d, , same-origin, no-cors, image, 200",
    "loopback, localhost:%d, , same-origin, cors, empty, 200",
    "loopback, localhost:%d, , same-origin, no-cors, style, 200",
    "loopback, localhost:%d, http://localhost:%d, same-origin, cors, script, 200",
    "loopback, localhost:%d, http://localhost:%d, , , , 200",
    "open, wall.example:%d, http://wall.example:%d, , , , 200",
    "open, wall.example, https://wall.example, same-origin, cors, empty, 200",
    // A link from elsewhere.
    "loopback, localhost:%d, , cross-site, navigate, document, 200",
    "loopback, localhost:%d, , same-site, navigate, document, 200",
    // Another site's page: images, frames, objects, scripts, fetch without and with CORS, prefetch.
    "loopback, localhost:%d, , cross-site, no-cors, image, 403",
    "loopback, localhost:%d, , same-site, no-cors, image, 403",
    "loopback, localhost:%d, , cross-site, navigate, iframe, 403",
    "loopback, localhost:%d, , cross-site, navigate, frame, 403",
    "loopback, localhost:%d, , same-site, navigate, iframe, 403",
    "loopback, localhost:%d, , cross-site, navigate, object, 403",
    "loopback, localhost:%d, , cross-site, navigate, embed, 403",
    "loopback, localhost:%d, , cross-site, no-cors, script, 403",
    "loopback, localhost:%d, , cross-site, no-cors, style, 403",
    "loopback, localhost:%d, , cross-site, no-cors, video, 403",
    "loopback, localhost:%d, , cross-site, no-cors, document, 403",
    "loopback, localhost:%d, , cross-site, navigate, , 403",
    "loopback, localhost:%d, , cross-site, no-cors, empty, 403",
    "loopback, localhost:%d, , cross-site, cors, empty, 403",
    "loopback, localhost:%d, , cross-site, , , 403",
    "loopback, localhost:%d, , something-new, no-cors, image, 403",
    "loopback, localhost:%d, , Cross-Site, no-cors, image, 403",
    "loopback, localhost:%d, http://localhost:%d, cross-site, cors, empty, 403",
    "open, wall.example, , cross-site, no-cors, image, 403",
    "proxied, wall.example, , cross-site, no-cors, image, 403",
    // Origins that are not allowed.
    "loopback, localhost:%d, http://elsewhere.example, , , , 403",
    "loopback, localhost:%d, http://elsewhere.example, cross-site, cors, empty, 403",
    "loopback, localhost:%d, http://localhost:3000, same-site, cors, empty, 403",
    "loopback, localhost:%d, http://localhost, , , , 403",
    "loopback, localhost:%d, http://127.0.0.1:%d, , , , 403",
    "loopback, localhost:%d, http://localhost:%d.elsewhere.example, , , , 403",
    "loopback, localhost:%d, http://elsewhere.example@localhost:%d, , , , 403",
    "loopback, localhost:%d, null, cross-site, cors, empty, 403",
    "loopback, localhost:%d, null, , , , 403",
    "loopback, localhost:%d, file://, , , , 403",
    "loopback, localhost:%d, localhost:%d, , , , 403",
    "loopback, localhost:%d, chrome-extension://abc, , , , 403",
    "loopback, localhost:%d, https://wall.example, , , , 403",
    "open, wall.example, http://elsewhere.example, , , , 403",
    "open, wall.example, http://wall.example:8080, , , , 403",
    // Names that resolve to this machine only because an attacker set them up (DNS rebinding).
    "loopback, elsewhere.example:%d, , , , , 403",
    "loopback, elsewhere.example:%d, http://elsewhere.example:%d, same-origin, cors, empty, 403",
    "loopback, localhost.elsewhere.example, , , , , 403",
    "loopback, 127.0.0.1.example:80, , , , , 403",
    "loopback, wall.example, , , , , 403",
    "proxied, elsewhere.example, http://elsewhere.example, same-origin, cors, empty, 403",
    "proxied, wall.example.elsewhere.example, , , , , 403",
    // Behind a proxy that passes the browser's Host, or its own, or adds a port.
    "proxied, wall.example, , same-origin, no-cors, image, 200",
    "proxied, wall.example, https://wall.example, same-origin, cors, empty, 200",
    "proxied, wall.example:443, https://wall.example, same-origin, cors, empty, 200",
    "proxied, 127.0.0.1:%d, https://wall.example, same-origin, cors, empty, 200",
    "proxied, localhost:%d, https://WALL.example, same-origin, cors, empty, 200",
    "proxied, localhost:%d, , none, navigate, document, 200",
    "proxied, localhost:%d, http://localhost:%d, same-origin, cors, empty, 200",
    "proxied, localhost:%d, http://wall.example, same-origin, cors, empty, 403",
    "proxied, localhost:%d, https://wall.example:8443, same-origin, cors, empty, 403",
    "proxied, localhost:%d, https://other.example, same-origin, cors, empty, 403",
    "proxied, localhost:%d, https://sub.wall.example, same-origin, cors, empty, 403",
  })
  void aRequestIsAnsweredIfItCanBeOfOurOwnPage(
      String how, String host, String origin, String site, String mode, String dest, int status)
      throws Exception {
    Dashboard dashboard = served(how);
    List<String> paths = new ArrayList<>(PATHS);
    if (origin == null) {
      paths.addAll(FILES); // their origin does not matter
    }
    for (String path : paths) {
      String answer = Samples.get(dashboard, path, headers(host, origin, site, mode, dest));

      assertThat(Samples.status(answer)).as(path).isEqualTo(status);
    }
  }

  @ParameterizedTest(name = "{0}: Host={1} Origin={2} Site={3} -> {4}")
  @CsvSource({
    "loopback, localhost:%d, , , 101",
    "loopback, localhost:%d, http://localhost:%d, same-origin, 101",
    "loopback, localhost:%d, http://localhost:%d, , 101",
    // Some browsers compare ws: with http: and call it cross-site; the origin decides.
    "loopback, localhost:%d, http://localhost:%d, cross-site, 101",
    "loopback, localhost:%d, http://elsewhere.example, cross-site, 403",
    "loopback, localhost:%d, http://elsewhere.example, , 403",
    "loopback, localhost:%d, http://elsewhere.example, same-origin, 403",
    "loopback, localhost:%d, http://localhost:3000, same-site, 403",
    "loopback, localhost:%d, null, , 403",
    "loopback, localhost:%d, , cross-site, 403",
    "loopback, elsewhere.example:%d, , , 403",
    "loopback, elsewhere.example:%d, http://elsewhere.example:%d, same-origin, 403",
    "loopback, 127.0.0.1:%d, https://wall.example, same-origin, 403",
    "proxied, 127.0.0.1:%d, https://wall.example, same-origin, 101",
    "proxied, wall.example, https://wall.example, same-origin, 101",
    "proxied, wall.example, https://wall.example, , 101",
    "proxied, wall.example, http://elsewhere.example, cross-site, 403",
    "open, wall.example:%d, http://wall.example:%d, , 101",
    "open, wall.example, http://elsewhere.example, , 403",
  })
  void aWebSocketIsOpenedForOurOwnPage(
      String how, String host, String origin, String site, int status) throws Exception {
    String answer = Samples.upgrade(served(how), headers(host, origin, site, "websocket", "empty"));

    assertThat(Samples.status(answer)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host: localhost:%d",
        "X-Forwarded-Host: wall.example",
        "X-Forwarded-For: 127.0.0.1",
        "Forwarded: host=localhost:%d;proto=http",
        "X-Original-Host: localhost:%d",
      })
  void whatARequestSaysOfAProxyOpensNothing(String header) throws Exception {
    String rebound =
        Samples.get(served("loopback"), "/api/cameras", "Host: elsewhere.example:%d", header);
    String foreign =
        Samples.get(
            served("loopback"),
            "/api/cameras",
            "Host: localhost:%d",
            "Origin: http://wall.example",
            header);

    assertThat(Samples.status(rebound)).isEqualTo(403);
    assertThat(Samples.status(foreign)).isEqualTo(403);
  }

  static Stream<String[]> severalHeaders() {
    return Stream.of(
        new String[] {"Origin: http://localhost:%d", "Origin: http://elsewhere.example"},
        new String[] {"Origin: http://elsewhere.example", "Origin: http://localhost:%d"},
        new String[] {"Origin: http://localhost:%d http://elsewhere.example", "Accept: */*"},
        new String[] {"Host: elsewhere.example", "Accept: */*"});
  }

  @ParameterizedTest
  @MethodSource("severalHeaders")
  void twoAnswersToOneQuestionAreNone(String first, String second) throws Exception {
    String answer =
        Samples.get(served("loopback"), "/api/cameras", "Host: localhost:%d", first, second);

    assertThat(Samples.status(answer)).isIn(400, 403);
  }

  @Test
  void whoIsRefusedByNameIsToldOfTheOptions() throws Exception {
    String answer = Samples.get(served("loopback"), "/", "Host: wall.example");

    assertThat(answer)
        .contains("--allowed-origin", "https://wall.example", "--host 0.0.0.0")
        .contains("Content-Type: text/plain");
  }

  @Test
  void whoIsRefusedByOriginIsToldOfTheOption() throws Exception {
    String answer =
        Samples.get(
            served("loopback"),
            "/api/cameras",
            "Host: localhost:%d",
            "Origin: https://wall.example:8443");

    assertThat(answer).contains("--allowed-origin https://wall.example:8443");
  }

  @Test
  void aPageCanAskWhyItsSocketIsRefused() throws Exception {
    String path = "/api/access?origin=https://wall.example";

    assertThat(Samples.get(served("loopback"), path, "Host: localhost:%d"))
        .contains("\"allowed\":false", "--allowed-origin https://wall.example");
    assertThat(Samples.get(served("proxied"), path, "Host: localhost:%d"))
        .contains("{\"allowed\":true}");
    assertThat(Samples.get(served("loopback"), "/api/access", "Host: localhost:%d"))
        .contains("\"allowed\":false");
  }

  @Test
  void aPageThatMayNotWatchCanLoadItsScriptsToSaySo() throws Exception {
    for (String path : FILES) {
      String answer =
          Samples.get(
              served("loopback"), path, "Host: localhost:%d", "Origin: https://wall.example");

      assertThat(Samples.status(answer)).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void nothingCanBeChanged(String method) throws Exception {
    String answer =
        Samples.send(
            served("loopback"),
            method
                + " /api/cameras HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(Samples.status(answer)).isIn(404, 405);
    assertThat(answer).doesNotContain("Access-Control-Allow");
  }
}
