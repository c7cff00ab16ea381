package dev.weir.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.training.augment.Crops;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recipe")
class RecipeTest {
  @TestFactory
  Stream<DynamicTest> thatComesWithWeirCanBeReadAndCommentsEveryKey() {
    return Recipe.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      Recipe recipe = Recipe.read(name, Map.of());
                      assertThat(recipe.definition().name())
                          .isEqualTo(name.equals("compare") ? recipe.network() : name);
                      List<String> lines = Files.readAllLines(Path.of("recipes", name + ".yaml"));
                      for (int i = 0; i < lines.size(); i++) {
                        String line = lines.get(i);
                        String above = i == 0 ? "" : lines.get(i - 1).strip();
                        if (line.matches(" *(- )?[a-z-]+:.*")) {
                          assertThat(line.contains(" # ") || above.startsWith("# ") || mean(above))
                              .as(line)
                              .isTrue();
                        }
                      }
                    }));
  }

  @Test
  void existsForEveryNetwork() {
    assertThat(Recipe.names()).containsAll(Networks.names());
  }

  @Test
  void inheritsKeysThatItDoesNotSet() throws IOException {
    // Given
    Recipe icnet = Recipe.read("icnet", Map.of());
    String yaml = "{like: icnet, network: unet, batch: 3, optimizer: {name: sgd}}";

    // When
    Recipe recipe = Recipe.parse(yaml, "mine.yaml", Map.of("optimizer.momentum", "0.5"));

    // Then
    assertThat(recipe.network()).isEqualTo("unet");
    assertThat(recipe.batch()).isEqualTo(3);
    assertThat(recipe.size()).isEqualTo(icnet.size());
    assertThat(recipe.optimizer())
        .isEqualTo(
            new OptimizerRecipe(
                OptimizerRecipe.Method.SGD,
                icnet.optimizer().learningRate(),
                icnet.optimizer().weightDecay(),
                0.5));
  }

  @Test
  void mustInheritFromAnExistingAndCompleteRecipe() {
    assertThatThrownBy(() -> Recipe.parse("like: nothing", "mine.yaml", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recipe 'nothing': no such file");
    assertThatThrownBy(() -> Recipe.parse("like: unet", "mine.yaml", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("like 'unet': that recipe itself inherits from 'icnet'");
  }

  /** The standard deviation shares the mean's comment. */
  private static boolean mean(String line) {
    return line.startsWith("mean:");
  }

  @Test
  void acceptsChangesByKey() throws IOException {
    // When
    Recipe recipe = Recipe.read("icnet", Map.of("steps", "12", "optimizer.learning-rate", "0.5"));

    // Then
    assertThat(recipe.steps()).isEqualTo(12);
    assertThat(recipe.optimizer().learningRate()).isEqualTo(0.5);
  }

  @Test
  void mayHaveSeveralStages() throws IOException {
    assertThat(Recipe.read("icnet", Map.of()).stages())
        .containsExactly(new CurriculumStage(Crops.SCENE, 1));
    assertThat(Recipe.read("deconvnet", Map.of()).stages())
        .containsExactly(
            new CurriculumStage(Crops.OBJECTS, 1), new CurriculumStage(Crops.PROPOSALS, 2));
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("stages", "[]")))
        .hasMessageContaining("number of stages 0: expected a number from 1");
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("stages", "[{crops: cars, share: 1}]")))
        .hasMessageContaining("cars")
        .hasMessageContaining("crops");
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("stages", "[{crops: scene, share: 0}]")))
        .hasMessageContaining("stages: share 0.0: expected a number above 0");
  }

  @Test
  void rejectsAnUnknownKeyAndSuggestsTheNearest() {
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("optimizer.learning-rat", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'learning-rat' is unknown; did you mean 'learning-rate'?");
  }

  @Test
  void rejectsAMissingKeyByName() throws IOException {
    // Given
    String yaml =
        String.join(
            "\n",
            Files.readAllLines(Path.of("recipes/icnet.yaml")).stream()
                .filter(l -> !l.startsWith("batch:"))
                .toList());

    // When, then
    assertThatThrownBy(() -> Recipe.parse(yaml, "mine.yaml", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining("batch");
  }

  @Test
  void rejectsAValueOutOfRangeAndNamesItsKey() {
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("batch", "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch 0: expected a number from 1");
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("precision", "fp7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fp7")
        .hasMessageContaining("precision");
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of("classes", "cats")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes cats: expected camvid, cityscapes, or a file");
  }

  @Test
  void reportsTheExistingNamesIfItDoesNotExist() {
    assertThatThrownBy(() -> Recipe.read("nothing.yaml", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such file")
        .hasMessageContaining("icnet");
  }

  @Test
  void mayStartWithAByteOrderMark(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("r.yaml"), "\uFEFFlike: icnet\nsteps: 7\n");

    // When
    Recipe recipe = Recipe.read(file.toString(), Map.of());

    // Then
    assertThat(recipe.steps()).isEqualTo(7);
  }
}
