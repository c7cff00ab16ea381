package dev.weir.frame.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.MalformedMessageException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The frame codec")
class FrameCodecTest {
  private static final FrameId ID = new FrameId(new CameraId("front"), "s1", 42);
  private static final Instant CAPTURED = Instant.parse("2026-01-02T03:04:05.678912Z");

  private final FrameSerializer serializer = new FrameSerializer();
  private final FrameDeserializer deserializer = new FrameDeserializer();
  private Headers headers;

  @BeforeEach
  void freshHeaders() {
    headers = new RecordHeaders();
  }

  private static Frame frame(FrameEncoding encoding) {
    byte[] data =
        switch (encoding) {
          case JPEG -> Pictures.encoded("jpg", 20, 10);
          case PNG -> Pictures.encoded("png", 20, 10);
        };
    return new Frame(ID, CAPTURED, 20, 10, encoding, data, "00-aa-bb-01");
  }

  private void set(String key, String value) {
    headers.remove(key);
    headers.add(key, value.getBytes(UTF_8));
  }

  private String header(String key) {
    return new String(headers.lastHeader(key).value(), UTF_8);
  }

  @ParameterizedTest
  @EnumSource(FrameEncoding.class)
  void aFrameIsReadAsItWasWritten(FrameEncoding encoding) {
    Frame frame = frame(encoding);

    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame);

    assertThat(deserializer.deserialize(FrameTopic.NAME, headers, value)).isEqualTo(frame);
  }

  @Test
  void theValueIsThePlainPictureAndTheHeadersAreACloudEvent() {
    Frame frame = frame(FrameEncoding.JPEG);

    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame);

    assertThat(value).isEqualTo(frame.data());
    assertThat(header("ce_specversion")).isEqualTo("1.0");
    assertThat(header("ce_id")).isEqualTo("front/s1/42");
    assertThat(header("ce_type")).isEqualTo("dev.weir.frame.v1");
    assertThat(header("ce_source")).isEqualTo("/cameras/front");
    assertThat(header("ce_time")).isEqualTo("2026-01-02T03:04:05.678912Z");
    assertThat(header("ce_sequence")).isEqualTo("42");
    assertThat(header("ce_width")).isEqualTo("20");
    assertThat(header("ce_height")).isEqualTo("10");
    assertThat(header("content-type")).isEqualTo("image/jpeg");
    assertThat(header("traceparent")).isEqualTo("00-aa-bb-01");
  }

  @Test
  void theRecordIsKeyedByCameraAndTimedByCapture() {
    var record = FrameTopic.record(frame(FrameEncoding.PNG));

    assertThat(record.topic()).isEqualTo("weir.frames");
    assertThat(record.key()).isEqualTo("front");
    assertThat(record.timestamp()).isEqualTo(CAPTURED.toEpochMilli());
  }

  @Test
  void headersOfAnEarlierEventAreReplacedNotDoubled() {
    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.PNG));
    headers.add("tenant", "a".getBytes(UTF_8));

    serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.PNG));

    assertThat(headers.headers("ce_id")).hasSize(1);
    assertThat(headers.headers("traceparent")).hasSize(1);
    assertThat(header("tenant")).isEqualTo("a");
    assertThat(deserializer.deserialize(FrameTopic.NAME, headers, value)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ce_id", "ce_time", "ce_sequence", "ce_width", "ce_height", "content-type"})
  void aMissingHeaderIsNamed(String key) {
    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.PNG));
    headers.remove(key);

    assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(key.equals("ce_id") ? "id" : key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IMAGE/JPEG", "image/jpeg; q=1", "Image/Jpeg;charset=utf-8"})
  void aMediaTypeMayHaveParametersAndCapitals(String contentType) {
    byte[] bytes = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.JPEG));
    set("content-type", contentType);

    assertThat(deserializer.deserialize(FrameTopic.NAME, headers, bytes).encoding())
        .isEqualTo(FrameEncoding.JPEG);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_id,front/42,camera/session/sequence",
    "ce_id,fr ont/s1/42,camera id",
    "ce_id,front/s1/x,whole number",
    "ce_sequence,43,ce_sequence",
    "ce_sequence,many,ce_sequence",
    "ce_width,21,headers say",
    "ce_height,-1,headers say",
    "ce_width,wide,ce_width",
    "content-type,image/png,headers say",
    "content-type,video/mp4,'expected one of image/jpeg, image/png'",
    "ce_type,dev.weir.frame.v9,dev.weir.frame.v1",
    "ce_time,yesterday,CloudEvents",
    "ce_specversion,7.0,CloudEvents",
    "ce_id,front/s1/9223372036854775807,0 to 999999999999",
    "ce_id,front/s1/1000000000000,0 to 999999999999",
    "ce_id,front/s1/9223372036854775808,whole number",
    "ce_id,front/s1/-1,0 to 999999999999",
    "ce_sequence,9223372036854775807,ce_sequence",
    "ce_sequence,-42,ce_sequence",
    "ce_width,2147483647,headers say",
    "ce_width,2147483648,ce_width",
    "ce_height,-2147483648,headers say",
    "ce_time,9999-12-31T23:59:59Z,is a clock wrong?",
    "ce_time,0001-01-01T00:00:00Z,is a clock wrong?",
    "ce_time,1969-12-31T23:59:59.999Z,is a clock wrong?",
    "ce_time,2100-01-01T00:00:00Z,is a clock wrong?",
    "ce_time,+999999999-12-31T23:59:59Z,is a clock wrong?",
  })
  void aHeaderThatLiesIsNamed(String key, String value, String expected) {
    byte[] bytes = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.JPEG));
    set(key, value);

    assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_id",
        "ce_type",
        "ce_source",
        "ce_specversion",
        "ce_time",
        "ce_sequence",
        "ce_width"
      })
  void aHeaderWithoutAValueIsRefused(String key) {
    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.PNG));
    headers.remove(key);
    headers.add(key, null);

    assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, value))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z"})
  void theEndsOfTheRangeOfTimesAreTaken(String time) {
    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.PNG));
    set("ce_time", time);

    assertThat(deserializer.deserialize(FrameTopic.NAME, headers, value).captureTime())
        .isEqualTo(Instant.parse(time));
  }

  @Test
  void aRecordWithoutCloudEventHeadersIsRefused() {
    assertThatThrownBy(
            () -> deserializer.deserialize(FrameTopic.NAME, headers, Pictures.encoded("png", 4, 4)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("ce_specversion");
  }

  @Test
  void aPictureThatClaimsTooManyPixelsIsRefusedBeforeAnyIsAllocated() {
    byte[] png = Pictures.encoded("png", 20, 10);
    // IHDR: width at byte 16, height at byte 20.
    png[16] = 0;
    png[17] = 0;
    png[18] = (byte) (60000 >> 8);
    png[19] = (byte) 60000;
    System.arraycopy(png, 16, png, 20, 4);
    byte[] value =
        serializer.serialize(
            FrameTopic.NAME,
            headers,
            new Frame(ID, CAPTURED, 60000, 60000, FrameEncoding.PNG, png, null));

    assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("60000x60000")
        .hasMessageContaining("64000000");
  }

  @Test
  void thePixelLimitCanBeConfigured() {
    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.PNG));

    deserializer.configure(Map.of(FrameDeserializer.MAX_PIXELS_CONFIG, "199"), false);

    assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("at most 199");
  }

  @ParameterizedTest
  @CsvSource({"JPEG,0", "JPEG,3", "JPEG,30", "PNG,0", "PNG,10", "PNG,20"})
  void aTruncatedValueIsRefused(FrameEncoding encoding, int length) {
    byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(encoding));

    byte[] truncated = Arrays.copyOf(value, length);

    assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, truncated))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void aRecordWithoutValueIsNoFrame() {
    assertThat(deserializer.deserialize(FrameTopic.NAME, headers, (byte[]) null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_specversion",
        "ce_id",
        "ce_type",
        "ce_time",
        "ce_sequence",
        "ce_width",
        "ce_height"
      })
  @Timeout(20)
  void aHeaderOfMillionsOfCharactersIsRefusedInAFew(String key) {
    for (String part : List.of("9", "a", "a:", "/", "cam/", "\n")) {
      byte[] value = serializer.serialize(FrameTopic.NAME, headers, frame(FrameEncoding.JPEG));
      set(key, part.repeat(2_000_000 / part.length()));

      assertThatThrownBy(() -> deserializer.deserialize(FrameTopic.NAME, headers, value))
          .isInstanceOf(MalformedMessageException.class)
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1001).doesNotContain("\n"));
    }
  }
}
