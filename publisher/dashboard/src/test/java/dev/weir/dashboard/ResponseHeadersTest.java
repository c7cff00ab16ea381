package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.MaskEncoding;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Response headers")
@Timeout(180)
class ResponseHeadersTest {
  private static final String CLOSE = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String LONG = "a".repeat(20_000);

  private static Dashboard dashboard;

  @BeforeAll
  static void serve() {
    dashboard = Samples.dashboard();
    dashboard.paired(Samples.pair(MaskEncoding.RAW));
  }

  @AfterAll
  static void stop() {
    dashboard.close();
  }

  private static void assertGuarded(String response) {
    String head = response.split("\r\n\r\n", 2)[0];
    ResponseHeaders.ALL.forEach(
        (name, value) -> assertThat(head.lines()).containsOnlyOnce(name + ": " + value));
    assertThat(head.toLowerCase(Locale.ROOT))
        .doesNotContain("jetty", "access-control-allow-origin", "unsafe-");
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/index.html, 200",
    "/app.js, 200",
    "/card.js, 200",
    "/style.css, 200",
    "/icon.svg, 200",
    "/healthz, 200",
    "/metrics, 200",
    "/api/cameras, 200",
    "/api/classes, 200",
    "/api/partitions, 200",
    "/api/access, 200",
    "/api/cameras/front/frame, 200",
    "/api/cameras/front/mask.png, 200",
    "/api/cameras/nobody/frame, 404",
    "/nothing, 404",
    "/ws, 404",
    "/%2e%2e/secret, 400",
    "/..;/secret, 400",
  })
  void areOnWhatIsServedAndOnWhatIsNotThere(String path, int status) throws Exception {
    String response = Samples.send(dashboard, "GET " + path + CLOSE + "\r\n");

    assertThat(Samples.status(response)).isEqualTo(status);
    assertGuarded(response);
  }

  @Test
  void areOnARefusalAndOnTheWebSocket() throws Exception {
    String refused = Samples.get(dashboard, "/", "Host: elsewhere.example");
    String socket = Samples.upgrade(dashboard, "Host: localhost:%d");
    String noSocket = Samples.upgrade(dashboard, "Host: elsewhere.example");

    assertThat(Samples.status(refused)).isEqualTo(403);
    assertThat(Samples.status(socket)).isEqualTo(101);
    assertThat(Samples.status(noSocket)).isEqualTo(403);
    assertGuarded(refused);
    assertGuarded(socket);
    assertGuarded(noSocket);
  }

  @Test
  void areOnRequestsThatAreNone() throws Exception {
    String[] malformed = {
      "nonsense\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: minus\r\n\r\n",
      "GET /" + LONG + CLOSE + "\r\n",
      "GET /" + CLOSE + "Cookie: " + LONG + "\r\n\r\n",
      "GET http://[/" + CLOSE + "\r\n",
      "GET /%zz" + CLOSE + "\r\n",
      "TRACE /" + CLOSE + "\r\n",
      "BREW /" + CLOSE + "\r\n",
      "POST /api/cameras" + CLOSE + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    };
    for (String request : malformed) {
      String response = Samples.send(dashboard, request);

      assertThat(Samples.status(response)).as(request).isBetween(400, 599);
      assertGuarded(response);
    }
  }

  @Test
  void whatChangesIsNotKept() throws Exception {
    for (String path : new String[] {"/api/cameras", "/api/cameras/front/frame"}) {
      assertThat(Samples.send(dashboard, "GET " + path + CLOSE + "\r\n"))
          .contains("Cache-Control: no-store");
    }
  }
}
