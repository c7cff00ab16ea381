package dev.weir.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.training.data.Mixture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The stages of a run")
class StagesTest {
  private static final String THREE =
      "[{crops: objects, share: 1}, {crops: proposals, share: 2}, {crops: scene, share: 0.5}]";

  @Test
  void eachHaveTheirShareOfTheStepsWhateverTheirNumber() throws IOException {
    // Given: 35 steps of 4 samples
    Recipe recipe = Recipe.read("icnet", Map.of("steps", "35", "batch", "4", "stages", THREE));

    // When
    Stages stages = new Stages(recipe);

    // Then
    assertThat(stages.first()).containsExactly(0L, 40L, 120L);
    assertThat(List.of(39L, 40L, 119L, 120L, 10_000L).stream().map(stages::of).distinct())
        .hasSize(3);
    assertThat(stages.of(0)).isSameAs(stages.of(39));
    assertThat(stages.of(40)).isSameAs(stages.of(119)).isNotSameAs(stages.of(39));
    assertThat(stages.of(120)).isSameAs(stages.of(139)).isNotSameAs(stages.of(119));
  }

  @Test
  void areAllOnTheSheet(@TempDir Path directory) throws Exception {
    // Given
    Path file = directory.resolve("sheet.png");
    Recipe recipe =
        Recipe.read("icnet", Map.of("size", "128x96", "crop", "64x64", "stages", THREE));
    TwoPictures two = TwoPictures.scenes();
    TrainingData data = new TrainingData(List.of(new Mixture.Part(two, 1)), List.of("two:1"), two);

    // When
    SampleSheet.write(recipe, data, file);

    // Then: six rows of three, square ones and their labels
    BufferedImage sheet = ImageIO.read(file.toFile());
    assertThat(sheet.getWidth()).isEqualTo(3 * (2 * 240 + 6) + 6);
    assertThat(sheet.getHeight()).isEqualTo(6 * (240 + 6) + 6);
  }
}
