package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.data.DataException;
import dev.weir.training.layout.DataSpec;
import dev.weir.training.recipe.Recipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The training and validation data of a run")
class TrainingDataTest {
  @TempDir private Path root;

  @BeforeEach
  void layOut() throws IOException {
    for (String name : List.of("train/a_1", "train/b_1", "val/c_1", "val/c_2")) {
      BufferedImage gray = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
      for (String file : List.of(name, name.replace("/", "annot/"))) {
        Path png = root.resolve(file + ".png");
        Files.createDirectories(png.getParent());
        ImageIO.write(gray, "png", png.toFile());
      }
    }
  }

  private TrainingData open(String learn, String judge) throws IOException {
    Recipe recipe = Recipe.read("icnet", Map.of());
    return TrainingData.open(
        List.of(DataSpec.parse("synthetic:street"), DataSpec.parse(learn)),
        DataSpec.parse(judge),
        recipe);
  }

  @Test
  void defaultsToTheTrainSplitAndTheValSplit() throws IOException {
    // When
    TrainingData data = open("camvid=" + root + ":3", "camvid=" + root);

    // Then
    assertThat(data.names()).containsExactly("synthetic:street:1.0", "camvid?split=train:3.0");
    assertThat(data.parts().get(1).source().size()).isEqualTo(2);
    assertThat(data.validation().name()).isEqualTo("camvid?split=val");
  }

  @Test
  void canBeOneSplitBySequences() throws IOException {
    // When
    TrainingData data =
        open("camvid=" + root + "?sequence=a", "camvid=" + root + "?split=train&sequence=b");

    // Then
    assertThat(data.validation().read(0).name()).isEqualTo("b_1.png");
  }

  @Test
  void rejectsTheSameDataForBoth() {
    assertThatThrownBy(() -> open("camvid=" + root, "camvid=" + root + "?split=train&sequence=b"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(
            "camvid=" + root + "?sequence=b&split=train",
            "training pictures of camvid=" + root + "?split=train");
    assertThatThrownBy(() -> open("camvid=" + root, "synthetic:street?seeds=1-1000"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("synthetic:street?seeds=1-1000");
  }

  @Test
  void mustUseTheClassesOfTheRecipe() throws IOException {
    // Given
    Recipe recipe = Recipe.read("icnet", Map.of("classes", "cityscapes"));
    DataSpec camvid = DataSpec.parse("camvid=" + root);

    // When, then
    assertThatThrownBy(() -> TrainingData.open(List.of(camvid), camvid, recipe))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("camvid is labeled in");
  }
}
