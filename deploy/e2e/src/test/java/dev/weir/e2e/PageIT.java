package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.weir.dashboard.Dashboard;
import dev.weir.dashboard.DashboardOptions;
import dev.weir.dashboard.WebOrigin;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page without Kafka: behind nginx, next to foreign pages, in a group. */
@DisplayName("The page in a browser")
@Timeout(400)
class PageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final PartitionShare EVERYTHING = new PartitionShare("wall", List.of(0), 1);

  private static ChromeDriver browser;

  @TempDir private Path dir;
  private final List<CameraStatus> cameras = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> started = new ArrayList<>();

  /** Before each test, not once before all, so that each shows as skipped, with the reason. */
  @BeforeEach
  void openBrowserOnce() {
    if (browser == null) {
      browser = Browser.start();
    }
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) { // otherwise the test was skipped
      browser.get("about:blank");
      Browser.complaints(browser);
    }
    for (AutoCloseable one : started) {
      one.close();
    }
  }

  private Dashboard serve(String host, PartitionShare share, String... allowedOrigins) {
    Set<WebOrigin> allowed = new HashSet<>();
    for (String origin : allowedOrigins) {
      allowed.add(WebOrigin.parse(origin));
    }
    Dashboard dashboard =
        Dashboard.start(
            new DashboardOptions(
                host, 0, allowed, ModelClasses.all(ClassMap.CAMVID), camera -> Map.of()),
            () -> cameras,
            () -> share);
    started.add(dashboard);
    return dashboard;
  }

  private Nginx proxy(int port, String locations) throws IOException {
    Nginx nginx = Nginx.start(dir, port, locations);
    started.add(nginx);
    return nginx;
  }

  private static Pair pair() {
    byte[] classes = new byte[64 * 48];
    Arrays.fill(classes, (byte) 3);
    FrameId id = new FrameId(new CameraId("front"), "s", 3);
    Instant now = Instant.now();
    return new Pair(
        new Frame(
            id,
            now,
            64,
            48,
            FrameEncoding.JPEG,
            new JpegEncoder(90).encode(Pixels.allocate(64, 48)),
            null),
        new Mask(
            id,
            new FrameRef("weir.frames", 0, 5),
            new Mask.Timing(now, now, now),
            "icnet@0123",
            64,
            48,
            MaskEncoding.PNG,
            MaskPng.encode(classes, 64, 48, ClassMap.CAMVID),
            null));
  }

  /** Waits until the browser has drawn a pair received over its WebSocket. */
  private static void awaitPicture(Dashboard dashboard) {
    Awaitility.await("a picture on the page")
        .atMost(PATIENCE)
        .until(
            () -> {
              dashboard.paired(pair());
              return browser.executeScript(
                  """
                  const c = document.querySelector("[data-testid='canvas']");
                  if (!c || c.width !== 64) return false;
                  return c.getContext("2d").getImageData(5, 5, 1, 1).data[0] > 0;
                  """);
            },
            Boolean.TRUE::equals);
  }

  private static String text(String testId) {
    return browser.findElement(By.cssSelector("[data-testid='" + testId + "']")).getText();
  }

  @Test
  void theDocumentedProxyServesItAtASubPath() throws Exception {
    int port = Nginx.freePort();
    Dashboard dashboard = serve("localhost", EVERYTHING, "http://wall.test:" + port);
    proxy(port, Nginx.documented(dashboard.uri().getPort()));

    browser.get("http://wall.test:%d/weir".formatted(port));

    awaitPicture(dashboard);
    assertThat(browser.getCurrentUrl()).isEqualTo("http://wall.test:%d/weir/".formatted(port));
    assertThat(browser.findElement(By.id("connection")).getText()).isEqualTo("live");
    assertThat(text("refused")).isEmpty();
    assertThat(Browser.complaints(browser)).noneMatch(line -> line.startsWith("SEVERE"));
  }

  @Test
  void aProxyThatPutsItsOwnHostInPlaceServesItToo() throws Exception {
    int port = Nginx.freePort();
    Dashboard dashboard = serve("localhost", EVERYTHING, "http://wall.test:" + port);
    String documented = Nginx.documented(dashboard.uri().getPort());
    proxy(port, documented.replaceAll("proxy_set_header Host [^;]*;", ""));

    browser.get("http://wall.test:%d/weir/".formatted(port));

    awaitPicture(dashboard);
  }

  @Test
  void aPageThatIsRefusedSaysWhatToDo() throws Exception {
    int port = Nginx.freePort();
    Dashboard dashboard = serve("localhost", EVERYTHING);
    String documented = Nginx.documented(dashboard.uri().getPort());
    proxy(port, documented.replaceAll("proxy_set_header Host [^;]*;", ""));

    browser.get("http://wall.test:%d/weir/".formatted(port));

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> text("refused").contains("--allowed-origin http://wall.test:" + port));
  }

  @Test
  void itNeedsNoProxyAndBreaksNoneOfItsOwnRules() {
    Dashboard dashboard = serve("localhost", EVERYTHING);

    browser.get(dashboard.uri().toString());

    awaitPicture(dashboard);
    assertThat(Browser.complaints(browser)).noneMatch(line -> line.startsWith("SEVERE"));
  }

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
