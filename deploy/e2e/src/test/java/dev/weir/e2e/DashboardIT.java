package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page of {@code weir demo}, in a real browser. */
@DisplayName("The dashboard in a browser")
class DashboardIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static WeirProcess demo;
  private static ChromeDriver browser;

  /**
   * Runs before each test instead of once before all, so that each test shows as skipped with the
   * reason.
   */
  @BeforeEach
  void openThePageOnce() {
    if (browser == null) {
      openThePage();
    }
  }

  private static void openThePage() {
    browser = Browser.start();
    demo = WeirProcess.start("demo", "--port", "0", "--broker-port", "0");
    String page = demo.awaitLine("dashboard=(http://\\S+)", PATIENCE);
    browser.get(page);
  }

  @AfterAll
  static void closeAll() {
    if (browser != null) {
      browser.quit();
    }
    if (demo != null) {
      demo.close();
    }
  }

  private static List<WebElement> all(String testId) {
    return browser.findElements(By.cssSelector("[data-testid='" + testId + "']"));
  }

  /** Returns a checksum of the first camera's canvas. */
  private static String picture() {
    return (String)
        browser.executeScript(
            """
            const c = document.querySelector("[data-testid='canvas']");
            if (!c || !c.width) return "";
            const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
            let h = 0, lit = 0;
            for (let i = 0; i < d.length; i += 4) {
              h = (Math.imul(h, 31) + d[i] + 256 * d[i + 1] + 65536 * d[i + 2]) | 0;
              if (d[i] + d[i + 1] + d[i + 2] > 0) lit++;
            }
            return lit > d.length / 8 ? String(h) : "";
            """);
  }

  @Test
  void bothCamerasMoveAndTheirFiguresAreLive() {
    Awaitility.await().atMost(PATIENCE).until(() -> all("camera").size() == 2);
    Awaitility.await().atMost(PATIENCE).until(() -> !picture().isEmpty());

    String before = picture();

    Awaitility.await("the picture moves")
        .atMost(PATIENCE)
        .until(() -> !picture().isEmpty() && !picture().equals(before));
    Awaitility.await("masks are counted").atMost(PATIENCE).until(() -> number("count-masks") > 3);
    Awaitility.await("mIoU is shown").atMost(PATIENCE).until(() -> number("miou") > 0);
    assertThat(number("count-in")).isGreaterThanOrEqualTo(number("count-masks"));
    assertThat(number("latency-p50")).isPositive();
    assertThat(number("fps")).isPositive();
  }

  @Test
  void itBreaksNoneOfItsOwnRules() {
    Awaitility.await().atMost(PATIENCE).until(() -> !picture().isEmpty());

    assertThat(Browser.complaints(browser)).noneMatch(line -> line.startsWith("SEVERE"));
  }

  @Test
  void atFullOpacityItsPixelsAreClassColors() {
    Awaitility.await().atMost(PATIENCE).until(() -> !picture().isEmpty());
    browser.executeScript(
        """
        const s = document.querySelector("[data-testid='opacity']");
        s.value = s.max;
        s.dispatchEvent(new Event("input", {bubbles: true}));
        """);
    Set<String> classColors =
        all("legend-color").stream()
            .map(e -> e.getDomAttribute("data-color"))
            .collect(Collectors.toSet());
    assertThat(classColors).hasSize(11);

    Awaitility.await("nearly all pixels have the color of a class")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              @SuppressWarnings("unchecked") // the script returns an array of strings
              List<String> seen =
                  (List<String>)
                      browser.executeScript(
                          """
                          const c = document.querySelector("[data-testid='canvas']");
                          const g = c.getContext("2d"), seen = [];
                          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
                            const p = g.getImageData(c.width * i / 20, c.height * j / 20, 1, 1).data;
                            seen.push("#" + [p[0], p[1], p[2]]
                                .map(v => v.toString(16).padStart(2, "0")).join(""));
                          }
                          return seen;
                          """);
              assertThat(seen).hasSize(361);
              assertThat(seen.stream().filter(classColors::contains).count()).isGreaterThan(350);
              assertThat(Set.copyOf(seen)).hasSizeGreaterThan(2);
            });
  }

  /** Returns the first number in an element's text; -1 if there is none. */
  private static double number(String testId) {
    return all(testId).stream()
        .map(e -> e.getText().replaceAll("[^0-9.]", ""))
        .filter(s -> !s.isEmpty())
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(-1);
  }
}
