package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dashboard.Dashboard;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;

/** The page without Kafka: behind nginx, next to foreign pages, in a group. */
@DisplayName("The page in a browser")
@Timeout(400)
class PageIT extends PageSetup {
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
}
