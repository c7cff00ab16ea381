package dev.weir.stream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Camera rules")
class CameraRulesTest {
  private static final CameraRules<String> RULES =
      new CameraRules<>(
          List.of(
              new CameraRules.Rule<>(new CameraPattern("front*"), "a"),
              new CameraRules.Rule<>(new CameraPattern("door?"), "b"),
              new CameraRules.Rule<>(new CameraPattern("*"), "a")),
          Optional.of("c"));

  @Test
  void theFirstThatMatchesCounts() {
    assertThat(RULES.of(new CameraId("front.left"))).contains("a");
    assertThat(RULES.of(new CameraId("door1"))).contains("b");
    assertThat(RULES.of(new CameraId("door12"))).contains("a");
  }

  @Test
  void aCameraThatNoneNamesIsLeftWithoutIfNoneIsForAll() {
    CameraRules<String> some =
        new CameraRules<>(
            List.of(new CameraRules.Rule<>(new CameraPattern("a.b"), "a")), Optional.empty());

    assertThat(some.of(new CameraId("a.b"))).contains("a");
    assertThat(some.of(new CameraId("axb"))).isEmpty();
    assertThat(CameraRules.forAll("x").of(new CameraId("axb"))).contains("x");
  }

  @Test
  void whatSeveralShareIsChangedOnce() {
    CameraRules<StringBuilder> changed = RULES.map(StringBuilder::new);

    assertThat(RULES.values()).containsExactly("a", "b", "c");
    assertThat(changed.values()).hasSize(3);
    assertThat(changed.rules().get(0).value()).isSameAs(changed.rules().get(2).value());
  }
}
