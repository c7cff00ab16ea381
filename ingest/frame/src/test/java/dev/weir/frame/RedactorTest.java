package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Redactor")
class RedactorTest {
  /** Secrets that no output may contain. */
  private static final List<String> SECRETS = List.of("s3cret", "S3CRET");

  private static final List<String> SCHEMES =
      List.of(
          "rtsp://",
          "RTSP://",
          "rtsps://",
          "http://",
          "https://",
          "srt://",
          "rtmp://",
          "gopher://",
          "rtsp:/",
          "rtsp:",
          "rtsp:///",
          "rtsp:\\\\",
          "//",
          "/",
          "",
          "file://",
          "h264+rtsp://");

  private static final List<String> ODD =
      List.of(
          "rtsp://s3cret-word@host/x",
          "rtsp://user:s3cret-word/stream",
          "rtsp://user:s3cret-word",
          "rtsp://user%3As3cret-word%40host/x",
          "rtsp%3A%2F%2Fuser%3As3cret-word%40host/x",
          "user%3as3cret%40host",
          "rtsp://host/user=admin_password=s3cret-word_channel=1_stream=0.sdp",
          "rtsp://host/user=admin&password=s3cret&channel=1",
          "rtsp://host/password%3Ds3cret",
          "rtsp://host/admin:s3cret/live",
          "rtsp://host/password/s3cret/live",
          "rtsp://host/live;token=s3cret",
          "rtsp://host/foo=s3cret_password=x",
          "rtsps://host:7441/aB3dS3CRETxY9kLm?enableSrtp",
          "http://host/0123456789abcdef0123456789s3cret",
          "http://host/a?user=me&password=s3cret&x=1",
          "http://host/a?pwd=s3cret",
          "http://host/a?PWD=s3cret",
          "http://host/a?loginuse=me&loginpas=s3cret",
          "http://host/a?access_token=s3cret",
          "http://host/a?api-key=s3cret",
          "http://host/a?auth=s3cret",
          "http://host/a?sig=s3cret",
          "http://host/a?whatever=s3cret",
          "http://host/a?s3cret",
          "http://host/a?x=1;z=s3cret&y=s3cret",
          "http://host/a#s3cret",
          "http://host/a?channel=1&pass=&s3cret=s3cret%20word",
          "srt://host:9000?passphrase=s3cret&streamid=s3cret%3Du",
          "user:s3cret@host",
          "s3cret@host:554/x",
          "user:s3cret",
          "clip.mp4?token=s3cret",
          "/data/password=s3cret/clip.mp4",
          "C:\\u:s3cret@host\\x",
          "rtsp://user:s3c\nS3CRET@host/x",
          "rtsp://user:s3cret\u0000@host/x",
          "rtsp://user:1234567@s3cret@host",
          " rtsp://user:s3cret@host ",
          "\"rtsp://user:s3cret@host/x\"",
          "<rtsp://user:s3cret@host/x>",
          "synthetic:street?seed=s3cret%40",
          "v4l2:user:s3cret@host");

  /** URLs with a password in every possible place. */
  static List<String> oddUrls() {
    List<String> urls = new ArrayList<>();
    for (String scheme : SCHEMES) {
      urls.add(scheme + "user:s3cret-word@127.0.0.1:554/x");
      urls.add(scheme + "user:s3cret/wo?rd#x@y@host/x");
      urls.add(scheme + "us er:s3cret word@host/x");
      urls.add(scheme + "us\"er:s3cret\"word'@host");
      urls.add(scheme + "küche:s3cretß@host:554/x?channel=1");
      urls.add(scheme + ":s3cret@[fe80::1%25eth0]:554/x");
    }
    urls.addAll(ODD);
    return urls;
  }

  @ParameterizedTest
  @MethodSource("oddUrls")
  void noPasswordOfAnOddUrlIsShownWhateverSaysIt(String url) {
    assertHidden(Redactor.url(url));
    assertHidden(Redactor.name(url));
    assertHidden(Redactor.url("Front Door=" + url));
  }

  @Test
  void thereAreMoreThanAHundredOfThem() {
    assertThat(oddUrls()).hasSizeGreaterThan(100);
  }

  private static void assertHidden(String shown) {
    for (String secret : SECRETS) {
      assertThat(shown).doesNotContain(secret);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://user:s3cret@host/a, rtsp://user:***@host/a",
    "RTSP://user:s3cret@host/a, RTSP://user:***@host/a",
    "rtsp://user:s3/cret@host/a, rtsp://user:***@host/a",
    "rtsp://user:s3@cret@host:554/a, rtsp://user:***@host:554/a",
    "rtsp:/user:s3cret@host/a, rtsp:/user:***@host/a",
    "user:s3cret@host:554/a, user:***@host:554/a",
    "rtsp://s3cret@host/a, rtsp://***@host/a",
    "http://host:8080/a, http://host:8080/a",
    "http://[::1]:8080/a, http://[::1]:8080/a",
    "host:554/live, host:554/live",
    "rtsp://cam_1.local/Streaming/Channels/101, rtsp://cam_1.local/Streaming/Channels/101",
    "http://host/cam/realmonitor?channel=1&subtype=0,"
        + " http://host/cam/realmonitor?channel=1&subtype=0",
    "http://host/a?user=me&password=s3cret&x=1, http://host/a?user=me&password=***&x=1",
    "rtsp://host/user=admin_password=s3cret_channel=1, rtsp://host/user=admin_password=***",
    "rtsp://host/my%20clip.mp4, rtsp://host/my%20clip.mp4",
    "/data/Küche am Abend/12:30.mp4, /data/Küche am Abend/12:30.mp4",
    "/home/me@work/clip.mp4, /home/me@work/clip.mp4",
    "C:\\clips\\a.mp4, C:\\clips\\a.mp4",
    "run=5/clip.mp4, run=5/clip.mp4",
    "file:///data/a%20b.mp4, file:///data/a%20b.mp4",
    "v4l2:/dev/video0, v4l2:/dev/video0",
    "synthetic:street?seed=7&size=640x480&fps=15, synthetic:street?seed=7&size=640x480&fps=15",
    "ftp://host/a.mp4, ftp://host/a.mp4",
    "gopher:x, gopher:***"
  })
  void harmlessPartsAreShown(String url, String shown) {
    assertThat(Redactor.url(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Illegal character in authority at index 7: rtsp://us er:s3cret word@host/x",
        "Unknown option: '--souce=front=rtsp://user:s3cret@host/x'",
        "no such host: user:s3cret@host",
        "first rtsp://user:s3cret@a/x then http://b:s3cret@c/y",
        "\"Küche = rtsp:/user:s3cret\"-word@127.0.0.1:1/x\" is not known",
        "sasl.jaas.config=org.Plain required username=\"u\" password=\"s3cret x\";",
        "password = s3cret",
        "access_token=s3cret&x=1",
        "rtsp:user:s3cret@host"
      })
  void aPasswordInAnotherLibrarysMessageIsHidden(String text) {
    assertHidden(Redactor.text(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camera=front state=reading source=\"RTSP by FFmpeg, live h264, 640x480, 25 fps\"",
        "rtsp://user:***@host:554/a: cannot be opened (Connection refused); check host and port",
        "http://host/a?user=me&password=***&x=1: no response within 5.0 s",
        "no Kafka broker answered at localhost:9092 within 10 s",
        "Unknown option: '--hedless'; did you mean --headless?"
      })
  void textThatHoldsNoneStaysAsItIs(String text) {
    assertThat(Redactor.text(text)).isEqualTo(text);
  }

  @Test
  void controlCharactersDoNotReachATerminal() {
    assertThat(Redactor.printable("a\u001b[31mb\r\nc\td\u202ee\u0007\u0085f"))
        .isEqualTo("a?[31mb??c d?e??f");
    assertThat(Redactor.url("rtsp://host/\u001b]0;x\u0007")).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void aUrlWithoutAnEndIsCutOff() {
    assertThat(Redactor.url("http://host/" + "a/".repeat(5000))).hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", "/", "a:b,", "a:/", "rtsp://", " pass= ", "@", "a@b:c "})
  @Timeout(20)
  void aVeryLongLineTakesNoHours(String part) {
    String line = part.repeat(500_000 / part.length());

    assertThat(Redactor.text(line)).isNotEmpty();
    assertThat(Redactor.url(line)).hasSizeLessThan(1000);
    assertThat(Redactor.name(line)).hasSizeLessThan(1000);
    assertThat(Redactor.parameter(line)).hasSizeLessThan(1000);
  }
}
