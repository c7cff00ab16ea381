package dev.weir.e2e;

import dev.weir.dashboard.Dashboard;
import dev.weir.dashboard.DashboardOptions;
import dev.weir.dashboard.WebOrigin;
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
import dev.weir.mask.MaskPng;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.pairing.join.Pair;
import java.io.IOException;
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
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** A browser, and dashboards and proxies that end with each test. */
abstract class PageSetup {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final PartitionShare EVERYTHING = new PartitionShare("wall", List.of(0), 1);

  static ChromeDriver browser;

  @TempDir Path dir;
  final List<CameraStatus> cameras = new CopyOnWriteArrayList<>();
  final List<AutoCloseable> started = new ArrayList<>();

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
      browser = null; // the next class opens its own
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

  final Dashboard serve(String host, PartitionShare share, String... allowedOrigins) {
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

  final Nginx proxy(int port, String locations) throws IOException {
    Nginx nginx = Nginx.start(dir, port, locations);
    started.add(nginx);
    return nginx;
  }

  static Pair pair() {
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
  static void awaitPicture(Dashboard dashboard) {
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

  static String text(String testId) {
    return browser.findElement(By.cssSelector("[data-testid='" + testId + "']")).getText();
  }
}
