package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataSpec;
import dev.weir.training.data.LabelledSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of an evaluation")
class EvaluationProgressTest {
  private final LabelledSource street =
      DataSpec.parse("synthetic:street?size=32x32&count=3").open(ClassMap.CAMVID);

  @Test
  void isShownOnATerminalWhileThePicturesAreTheSame() {
    // Given
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    // When
    byte[] second;
    try (EvaluationProgress progress = new EvaluationProgress(street, terminal)) {
      progress.read(0);
      second = progress.read(1).bgr();
      progress.read(2);
    }

    // Then
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("scoring", "3/3");
    assertThat(second).isEqualTo(street.read(1).bgr());
  }

  @Test
  void isNotThereWithoutATerminal() {
    try (EvaluationProgress progress = new EvaluationProgress(street, null)) {
      assertThat(progress.read(2).bgr()).isEqualTo(street.read(2).bgr());
      assertThat(progress.size()).isEqualTo(3);
      assertThat(progress.endless()).isTrue();
      assertThat(progress.name()).isEqualTo(street.name());
    }
  }
}
