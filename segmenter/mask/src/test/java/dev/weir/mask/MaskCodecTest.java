package dev.weir.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mask codec")
class MaskCodecTest {
  private static final byte[] CLASSES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0};

  private final MaskSerializer serializer = new MaskSerializer();
  private final MaskDeserializer deserializer = new MaskDeserializer();
  private final Headers headers = new RecordHeaders();

  private static Mask mask(MaskEncoding encoding) {
    Instant t = Instant.parse("2026-01-02T03:04:05.678Z");
    return new Mask(
        new FrameId(new CameraId("front"), "s1", 42),
        new FrameRef("weir.frames", 3, 1234),
        new Mask.Timing(t, t.plusMillis(4), t.plusMillis(30)),
        "icnet-camvid@0123456789ab",
        4,
        3,
        encoding,
        encoding == MaskEncoding.RAW
            ? CLASSES.clone()
            : MaskPng.encode(CLASSES, 4, 3, ClassMap.CAMVID),
        "00-aa-bb-01");
  }

  private String header(String key) {
    return new String(headers.lastHeader(key).value(), UTF_8);
  }

  @ParameterizedTest
  @EnumSource(MaskEncoding.class)
  void whatIsWrittenIsReadAgain(MaskEncoding encoding) {
    Mask mask = mask(encoding);

    byte[] value = serializer.serialize(MaskTopic.NAME, headers, mask);
    Mask read = deserializer.deserialize(MaskTopic.NAME, headers, value);

    assertThat(read).usingRecursiveComparison().isEqualTo(mask);
    assertThat(read.classes()).isEqualTo(CLASSES);
  }

  @Test
  void theHeadersSayWhichFrameItBelongsToAndWhichModelMadeIt() {
    serializer.serialize(MaskTopic.NAME, headers, mask(MaskEncoding.PNG));

    assertThat(header("ce_id")).isEqualTo("front/s1/42");
    assertThat(header("ce_type")).isEqualTo("dev.weir.mask.v1");
    assertThat(header("ce_frameref")).isEqualTo("weir.frames-3@1234");
    assertThat(header("ce_model")).isEqualTo("icnet-camvid@0123456789ab");
    assertThat(header("content-type")).isEqualTo("image/png");
    assertThat(header("traceparent")).isEqualTo("00-aa-bb-01");
  }

  @Test
  void aHeaderOfAnEarlierContractIsIgnored() {
    byte[] value = serializer.serialize(MaskTopic.NAME, headers, mask(MaskEncoding.PNG));
    headers.add("ce_stride", "1".getBytes(UTF_8));

    assertThat(deserializer.deserialize(MaskTopic.NAME, headers, value).width()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IMAGE/PNG", "image/png; charset=utf-8", "Image/Png;q=1"})
  void aMediaTypeMayHaveParametersAndCapitals(String contentType) {
    Mask mask = mask(MaskEncoding.PNG);
    byte[] bytes = serializer.serialize(MaskTopic.NAME, headers, mask);
    headers.remove("content-type");
    headers.add("content-type", contentType.getBytes(UTF_8));

    assertThat(deserializer.deserialize(MaskTopic.NAME, headers, bytes).encoding())
        .isEqualTo(MaskEncoding.PNG);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_frameref,elsewhere,topic-partition@offset",
    "ce_width,5,headers say 5x3",
    "ce_maskedtime,noon,ce_maskedtime",
    "content-type,image/jpeg,image/png",
    "ce_type,dev.weir.frame.v1,dev.weir.mask.v1",
    "ce_width,2147483647,headers say",
    "ce_height,-2147483648,headers say",
    "ce_height,99999999999,ce_height",
    "ce_frameref,weir.frames-0@9999999999999999999,topic-partition@offset",
    "ce_frameref,weir.frames-99999999999@1,topic-partition@offset",
    "ce_frameref,weir.frames-0@-1,topic-partition@offset",
    "ce_id,front/s1/9223372036854775807,0 to 999999999999",
    "ce_sequence,9223372036854775807,ce_sequence",
    "ce_sequence,-1,ce_sequence",
    "ce_sequence,43,ce_sequence",
    "ce_time,9999-12-31T23:59:59Z,is a clock wrong?",
    "ce_time,0001-01-01T00:00:00Z,is a clock wrong?",
    "ce_receivedtime,9999-12-31T23:59:59Z,is a clock wrong?",
    "ce_receivedtime,-1000000000-01-01T00:00:00Z,is a clock wrong?",
    "ce_maskedtime,+1000000000-12-31T23:59:59Z,is a clock wrong?",
    "ce_maskedtime,0001-01-01T00:00:00Z,is a clock wrong?",
  })
  void aHeaderThatLiesIsNamed(String key, String value, String expected) {
    byte[] bytes = serializer.serialize(MaskTopic.NAME, headers, mask(MaskEncoding.PNG));
    headers.remove(key);
    headers.add(key, value.getBytes(UTF_8));

    assertThatThrownBy(() -> deserializer.deserialize(MaskTopic.NAME, headers, bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @EnumSource(MaskEncoding.class)
  void aTruncatedValueIsRefusedAtTheLatestWhenItsClassesAreRead(MaskEncoding encoding) {
    byte[] value = serializer.serialize(MaskTopic.NAME, headers, mask(encoding));

    for (int length = 0;
        length < value.length - 12;
        length++) { // the last chunk, IEND, carries no data
      byte[] truncated = Arrays.copyOf(value, length);
      assertThatThrownBy(
              () -> deserializer.deserialize(MaskTopic.NAME, headers, truncated).classes())
          .as("%d of %d bytes", length, value.length)
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void aPngOfColorsIsRefusedBeforeItIsDecoded() {
    // Given a header with 16-bit colors, which take eight times a mask's memory
    byte[] value = serializer.serialize(MaskTopic.NAME, headers, mask(MaskEncoding.PNG));
    value[24] = 16;
    value[25] = 6;

    // When, Then
    assertThatThrownBy(() -> deserializer.deserialize(MaskTopic.NAME, headers, value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("palette image");
    assertThatThrownBy(() -> MaskPng.decode(value, 4, 3))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("palette image");
  }

  @Test
  void aClassMapRefusesANameThatStandsTwice() {
    assertThatThrownBy(() -> ClassMap.of(List.of("road", "road"), List.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'road' occurs twice");
  }

  @ParameterizedTest
  @CsvSource({"ce_model,mask front/s1/42: model name of 1000000 ", "ce_frameref,ce_frameref "})
  void aHeaderOfAMillionCharactersIsRefused(String key, String expected) {
    byte[] bytes = serializer.serialize(MaskTopic.NAME, headers, mask(MaskEncoding.PNG));
    headers.remove(key);
    String suffix = key.equals("ce_frameref") ? "-0@1" : "";
    headers.add(key, ("m".repeat(1_000_000 - suffix.length()) + suffix).getBytes(UTF_8));

    assertThatThrownBy(() -> deserializer.deserialize(MaskTopic.NAME, headers, bytes))
        .isInstanceOf(MalformedMessageException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1001).startsWith(expected));
  }
}
