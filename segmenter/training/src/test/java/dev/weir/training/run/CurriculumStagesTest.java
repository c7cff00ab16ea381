package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.training.augment.Sample;
import dev.weir.training.augment.SheetReader;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The stages of a run")
class CurriculumStagesTest {
  private static final String THREE =
      "[{crops: objects, share: 1}, {crops: proposals, share: 2}, {crops: scene, share: 0.5}]";

  @Test
  void splitTheStepsByShareForAnyNumberOfSteps() throws IOException {
    // Given: 35 steps of 4 samples
    Recipe recipe = Recipe.read("icnet", Map.of("steps", "35", "batch", "4", "stages", THREE));

    // When
    CurriculumStages stages = new CurriculumStages(recipe);

    // Then
    assertThat(stages.first()).containsExactly(0L, 40L, 120L);
    assertThat(List.of(39L, 40L, 119L, 120L, 10_000L).stream().map(stages::of).distinct())
        .hasSize(3);
    assertThat(stages.of(0)).isSameAs(stages.of(39));
    assertThat(stages.of(40)).isSameAs(stages.of(119)).isNotSameAs(stages.of(39));
    assertThat(stages.of(120)).isSameAs(stages.of(139)).isNotSameAs(stages.of(119));
  }

  @Test
  void allAppearOnTheSampleSheet(@TempDir Path directory) throws Exception {
    // Given: stages that begin with steps 0, 10 and 30 of 35
    Path file = directory.resolve("sheet.png");
    Map<String, String> changes =
        Map.of("size", "128x96", "crop", "64x64", "steps", "35", "batch", "4");
    TwoPictures two = TwoPictures.scenes();
    TrainingData data = new TrainingData(List.of(new Mixture.Part(two, 1)), List.of("two:1"), two);

    // When
    SampleSheet.write(with(changes, THREE), data, file);

    // Then: six of each, cropped as in a run with only that stage
    SheetReader sheet = new SheetReader(file, 64, 64);
    assertThat(sheet.places()).isEqualTo(18);
    List<String> stages = List.of("objects", "proposals", "scene");
    List<Integer> first = List.of(0, 40, 120);
    for (int stage = 0; stage < 3; stage++) {
      Recipe alone = with(changes, "[{crops: %s, share: 1}]".formatted(stages.get(stage)));
      List<Sample> samples = samples(alone, data, first.get(stage));
      for (int i = 0; i < 6; i++) {
        sheet.assertShows(6 * stage + i, samples.get(i), ClassMap.CAMVID);
      }
    }
  }

  private static Recipe with(Map<String, String> changes, String stages) throws IOException {
    Map<String, String> all = new HashMap<>(changes);
    all.put("stages", stages);
    return Recipe.read("icnet", all);
  }

  /** Six samples of a run, from the given number. */
  private static List<Sample> samples(Recipe recipe, TrainingData data, int first)
      throws InterruptedException {
    Mixture mixture = new Mixture(data.parts(), recipe.seed());
    mixture.skip(first);
    try (SampleLoader feed =
        new SampleLoader(mixture, new CurriculumStages(recipe), 6, recipe.seed(), 1)) {
      return feed.next(() -> false).orElseThrow();
    }
  }
}
