package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A training run")
class TrainerIT extends TrainerKit {
  @ParameterizedTest
  @ValueSource(strings = {"fp32", "bf16"})
  void learnsTwoImages(String precision) throws Exception {
    // Given
    Recipe recipe = small(Map.of("steps", "80", "validate-every", "80", "precision", precision));

    // When
    RunReport report = train(recipe, "two", Integer.MAX_VALUE);

    // Then
    assertThat(report.best().orElseThrow().accuracy()).isGreaterThanOrEqualTo(0.95);
    assertThat(folder.resolve("two/best.onnx")).isNotEmptyFile();
    assertThat(folder.resolve("two/curves.png")).isNotEmptyFile();
    assertThat(RunReport.read(folder.resolve("two/run.json"))).isEqualTo(report);
  }

  @Test
  void learnsFromLabelsThatAreSetsOfClasses() throws Exception {
    // Given: half of the samples only label pixels as building or tree
    Recipe recipe = small(Map.of("steps", "80", "validate-every", "80"));
    LabeledSource coarse =
        new Counted(TwoPictures.scenes()) {
          @Override
          public LabeledImage read(int index) {
            LabeledImage image = super.read(index);
            byte[] labels = image.labels().clone();
            for (int p = 0; p < labels.length; p++) {
              labels[p] =
                  labels[p] == 1 || labels[p] == 5 ? (byte) LabelSets.FIRST_CODE : labels[p];
            }
            return new LabeledImage("coarse", image.width(), image.height(), image.bgr(), labels);
          }
        };
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(coarse, 1), new Mixture.Part(TwoPictures.scenes(), 1)),
            List.of("coarse:1", "two scenes:1"),
            TwoPictures.scenes(),
            List.of(Set.of(1, 5)));

    // When
    RunReport report =
        Trainer.train(
            recipe,
            data,
            new RunFolder(folder.resolve("coarse")),
            TrainingDevice.of("cpu", 1),
            start(),
            new Quiet());

    // Then
    assertThat(report.best().orElseThrow().accuracy()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void doesNotStartIfAPictureCannotBeScored() throws Exception {
    // Given: a validation picture that cannot be read
    LabeledSource broken =
        new Counted(TwoPictures.scenes()) {
          @Override
          public LabeledImage read(int index) {
            throw new DataException("street.png: 10x10, its label 20x20");
          }
        };
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(TwoPictures.scenes(), 1)), List.of("two scenes:1"), broken);
    RunFolder run = new RunFolder(folder.resolve("run"));

    // When, then
    assertThatThrownBy(
            () ->
                Trainer.train(
                    small(Map.of()), data, run, TrainingDevice.of("cpu", 1), start(), new Quiet()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("street.png");
    assertThat(run.report()).doesNotExist();
  }
}
