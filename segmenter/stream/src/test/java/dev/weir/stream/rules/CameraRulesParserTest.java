package dev.weir.stream.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rules that users write")
class CameraRulesParserTest {
  private static CameraRules<Integer> parsed(String... texts) {
    return new CameraRulesParser<>("size", Integer::valueOf).parse(List.of(texts));
  }

  @ParameterizedTest
  @CsvSource({"front-left, 1", "front-right, 1", "rear, 2", "side, 3"})
  void applyInTheirOrderAndOneWithoutACameraIsForTheOthers(String camera, int size) {
    CameraRules<Integer> rules = parsed("front*=1", "3", "rear=2", "front-right=4");

    assertThat(rules.of(new CameraId(camera))).contains(size);
  }

  @Test
  void haveNoFallbackIfAllNameACamera() {
    assertThat(parsed("front=1").fallback()).isEmpty();
    assertThat(parsed().fallback()).isEmpty();
  }

  @Test
  void keepAnEqualsSignInAValueThatNoCameraCanPrecede() {
    CameraRules<String> rules =
        new CameraRulesParser<>("model", text -> text).parse(List.of("/runs/lr=0.1/a.onnx"));

    assertThat(rules).isEqualTo(CameraRules.forAll("/runs/lr=0.1/a.onnx"));
  }

  @ParameterizedTest
  @CsvSource({
    "front=1, front=2, 'size front=2: there is one for front already; expected one each'",
    "1, 2, 'size 2: there is one for all cameras already; name cameras for the others, as front*=2'"
  })
  void forTheSameCamerasAreRefused(String first, String second, String message) {
    assertThatThrownBy(() -> parsed(first, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
