package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://wall.example, https://wall.example",
    "HTTPS://Wall.Example/, https://wall.example",
    "https://wall.example:443, https://wall.example",
    "http://wall.example:80, http://wall.example",
    "http://wall.example:443, http://wall.example:443",
    "http://192.168.1.5:8080, http://192.168.1.5:8080",
    "http://[::1]:8080, http://[::1]:8080",
    "https://wände.example, https://xn--wnde-loa.example",
    "https://camera_wall, https://camera_wall",
  })
  void anAddressIsReadAsABrowserWritesItsOrigin(String typed, String origin) {
    assertThat(WebOrigin.parse(typed)).hasToString(origin);
    assertThat(WebOrigin.ofHeader(origin)).contains(WebOrigin.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "null",
        "wall.example",
        "wall.example:8080",
        "//wall.example",
        "ftp://wall.example",
        "https://",
        "https://:8080",
        "https://user:secret@wall.example",
        "https://wall.example:0",
        "https://wall.example:65536",
        "https://wall.example:port",
        "https://*.example",
        "https://wall.example, https://other.example",
      })
  void whatIsNoOriginIsRefusedWithAnExample(String typed) {
    assertThatThrownBy(() -> WebOrigin.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://wall.example")
        .hasMessageContaining("found '" + typed + "'");
    assertThat(WebOrigin.ofHeader(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/weir", "/weir/", "?a=b", "#top"})
  void aPathIsToBeLeftOut(String path) {
    assertThatThrownBy(() -> WebOrigin.parse("https://wall.example" + path))
        .hasMessageContaining("leave out " + path);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080, true",
    "http://localhost:8080, LOCALHOST:8080, true",
    "http://localhost:8080, localhost, false",
    "http://localhost:8080, localhost:8081, false",
    "http://wall.example, wall.example, true",
    "http://wall.example, wall.example:80, true",
    "http://wall.example, wall.example:443, false",
    "https://wall.example, wall.example, true",
    "https://wall.example, wall.example:443, true",
    "https://wall.example, other.example, false",
    "https://wall.example, wall.example.other, false",
    "http://[::1]:8080, [::1]:8080, true",
    "https://wall.example, , false",
    "https://wall.example, 'wall.example, wall.example', false",
  })
  void itIsServedAtAHostIfNameAndPortAreTheSame(String origin, String host, boolean same) {
    assertThat(WebOrigin.parse(origin).isServedAt(host)).isEqualTo(same);
  }

  @Test
  void aFullyQualifiedHostIsTheSameHost() {
    assertThat(WebOrigin.hostName("LocalHost.:8080")).isEqualTo("localhost");
    assertThat(WebOrigin.hostName("localhost..")).isEqualTo("localhost.");
    assertThat(WebOrigin.hostName(".")).isEmpty();
    assertThat(WebOrigin.ofHeader("http://.")).isEmpty();
    assertThat(WebOrigin.parse("https://wall.example.").isServedAt("wall.example")).isTrue();
  }
}
