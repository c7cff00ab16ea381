package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.weir.cli.shell.GivenValues;
import dev.weir.cli.shell.RedactingEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No output of a failing command shows a password. */
@DisplayName("Passwords")
class PasswordsTest {
  private static final String PASSWORD = "tops3cret";

  @TempDir private Path directory;

  private record Said(int exit, String text) {}

  /**
   * Runs the real command; returns both output streams, including what libraries write to stderr.
   */
  private static Said run(Map<String, String> environment, String... args) {
    StringWriter said = new StringWriter();
    ByteArrayOutputStream bypassed = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bypassed, true, StandardCharsets.UTF_8));
    try {
      PrintWriter both = new PrintWriter(said);
      int exit = Weir.run(args, environment, both, both);
      return new Said(exit, said + bypassed.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  private static void assertSilent(Said said) {
    assertThat(said.exit()).isNotZero();
    assertThat(said.text()).startsWith("weir: ").doesNotContain(PASSWORD);
  }

  /** URLs that no camera answers; malformed ones fail before anything is opened. */
  static List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (String name : List.of("Front Door=", "Küche=", "\"cam\"=", "a/b=", "=", "cam;x=")) {
      for (String url :
          List.of("rtsp://", "RTSP://", "rtsps://", "http://", "srt://", "rtsp:/", "rtsp:\\\\")) {
        sources.add(name + url + "user:tops3cret@127.0.0.1:1/x");
      }
    }
    for (String name : List.of("", "cam=", "cam = ")) {
      for (String url :
          List.of(
              "rtsp:/user:tops3cret@127.0.0.1:1/x",
              "rtsp:user:tops3cret@127.0.0.1:1/x",
              "rtsp://user:tops3cret\"-word@127.0.0.1:1/x",
              "rtsp://us er:tops3cret word@127.0.0.1:1/x",
              "rtsp://user:tops3cret{}|^@127.0.0.1:1/x",
              "rtsp://user:a\ntops3cret@127.0.0.1:1/x",
              "rtsp://user:tops3cret%zz@127.0.0.1:1/x",
              "rtsp://[::1:user:tops3cret@127.0.0.1/x",
              "user:tops3cret@127.0.0.1:1/x",
              "tops3cret@127.0.0.1:1/x",
              "//user:tops3cret@127.0.0.1:1/x",
              "rtmp://user:tops3cret@127.0.0.1:1/x",
              "udp://user:tops3cret@127.0.0.1:1",
              "gopher://user:tops3cret@127.0.0.1:1",
              "file://user:tops3cret@127.0.0.1/x.mp4",
              "v4l2:user:tops3cret@127.0.0.1",
              "synthetic:street?password=tops3cret",
              "clip.mp4?token=tops3cret",
              "srt://127.0.0.1:1?passphrase=tops3cret",
              "/user=admin_password=tops3cret_channel=1",
              "C:\\user:tops3cret@x\\y")) {
        sources.add(name + url);
      }
    }
    return sources;
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anErrorOfASourceDoesNotShowItEvenInAStackTrace(String source) {
    assertSilent(
        run(Map.of(), "demo", "--headless", "--broker-port=0", "--verbose", "--source=" + source));
  }

  @Test
  void thereAreMoreThanAHundredOfThem() {
    assertThat(sources()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest|--souce|cam=rtsp://user:tops3cret@host/x",
        "ingest|--souce=cam=rtsp://user:tops3cret@host/x",
        "ingest|--Source=rtsp:/user:tops3cret@host",
        "ingest|-source|rtsp://user:tops3cret@host/x",
        "ingest|rtsp://user:tops3cret@host/x",
        "rtsp://user:tops3cret@host/x",
        "tops3cret@host/x",
        "ingest|--source|rtsp://user:my|tops3cret|word@host/x",
        "ingest|--source|rtsp://user:my|tops3cret@host/x",
        "ingest|--source=rtsp://user:my|--tops3cret@host/x",
        "ingest|--kafka|sasl.jaas.config",
        "ingest|--kafka|password=tops3cret|--frames",
        "ingest|--kafka|user:tops3cret@host",
        "ingest|--frames|rtsp://user:tops3cret@host/x",
        "ingest|--frames=rtsp://user:tops3cret word@host/x",
        "ingest|--keep-trying=rtsp://user:tops3cret@host/x",
        "ingest|--config|rtsp://user:tops3cret@host/x",
        "ingest|--config=user:tops3cret@host",
        "ingest|--source|--bootstrap|rtsp://user:tops3cret@host/x",
        "ingest|--source=a=rtsp://u:tops3cret@h/x|--source=a=rtsp://u:tops3cret@h/y",
        "segment|--model|front=rtsp://user:tops3cret@host/x",
        "segment|--model|rtsp://user:tops3cret@host/x",
        "segment|--freshness|rtsp://user:tops3cret@host/x",
        "demo|--hwaccel|rtsp://user:tops3cret@host/x",
        "demo|--size|rtsp://user:tops3cret@host/x",
        "demo|--speed|rtsp://user:tops3cret@host/x",
        "models|show|rtsp://user:tops3cret@host/x"
      })
  void anErrorOfUseDoesNotShowIt(String commandLine) {
    Said said = run(Map.of(), commandLine.split("\\|", -1));

    assertSilent(said);
    assertThat(said.text().lines().filter(l -> l.startsWith("weir: "))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source: cam=rtsp:/user:tops3cret@host/x",
        "source: [cam=rtsp://user:tops3cret@host/x",
        "source: rtsp://user:tops3cret@host: x: y",
        "source: @tops3cret",
        "source: !tops3cret x",
        "source: \"rtsp://user:tops3cret\\q@host\"",
        "source:\n  - Front Door: rtsp://user:tops3cret@host/x",
        "source:\n  Küche: rtsp://user:tops3cret@host/x",
        "source: {a: {b: 'rtsp:/user:tops3cret@host/x'}}",
        "rtsp://user:tops3cret@host/x: front",
        "frames: rtsp://user:tops3cret@host/x",
        "- rtsp://user:tops3cret@host/x",
        "rtsp://user:tops3cret@host/x",
      })
  void anErrorOfTheFileDoesNotShowIt(String yaml) throws IOException {
    String file = Files.writeString(directory.resolve("weir.yaml"), yaml + "\n").toString();

    assertSilent(run(Map.of(), "demo", "--headless", "--broker-port=0", "--config", file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Front Door=rtsp://user:tops3cret@host/x",
        "good=clip.mp4\nKüche = rtsp:/user:tops3cret@host/x",
        "rtsp://user:top\ntops3cret@host/x"
      })
  void anErrorOfAVariableDoesNotShowIt(String value) {
    assertSilent(run(Map.of("WEIR_SOURCE", value), "demo", "--headless", "--broker-port=0"));
    assertSilent(run(Map.of("WEIR_FRAMES", value), "demo", "--headless", "--broker-port=0"));
  }

  @Test
  void whatIsNoPasswordIsStillNamed() {
    assertThat(run(Map.of(), "ingst").text()).contains("'ingst'", "did you mean ingest");
    assertThat(run(Map.of(), "demo", "--hedless").text())
        .contains("'--hedless'", "did you mean --headless");
    assertThat(run(Map.of(), "demo", "--frames", "many").text()).contains("'many'");
    assertThat(run(Map.of(), "demo", "--source", "nosuch.mp4").text()).contains("nosuch.mp4");
  }

  @Test
  void aLineOfLogShowsNeitherAPasswordNorControlCharacters() {
    // Given
    GivenValues given =
        new GivenValues(new String[] {"--source=cam=rtsp://user:tops3cret@host/x"}, Map.of());
    LoggerContext context = new LoggerContext();
    RedactingEncoder encoder = new RedactingEncoder(given::hide);
    encoder.setContext(context);
    encoder.setPattern("%-5level %msg%n%ex");
    encoder.start();
    Exception failure = new IOException("at\u001b[2J http://user:tops3cret@host/");

    // When
    String line = line(encoder, context, "a\r\nb \u0007 tops3cret http://x:tops3cret2@y", null);
    String trace = line(encoder, context, "broken", failure);

    // Then
    assertThat(line).isEqualTo("WARN  a?b ? *** http://x:***@y\n");
    assertThat(trace)
        .contains("at?[2J http://user:***@host/", "\n\tat dev.weir.cli.PasswordsTest")
        .doesNotContain("\u001b", PASSWORD);
  }

  private static String line(
      RedactingEncoder encoder, LoggerContext context, String message, Exception failure) {
    LoggingEvent event =
        new LoggingEvent("", context.getLogger("x"), Level.WARN, message, failure, null);
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
