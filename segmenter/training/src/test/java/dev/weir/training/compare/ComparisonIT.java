package dev.weir.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.mask.ClassMap;
import dev.weir.training.data.Mixture;
import dev.weir.training.evaluation.Evaluation;
import dev.weir.training.evaluation.Evaluator;
import dev.weir.training.layout.DataSpec;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.ScorePoint;
import dev.weir.training.run.Trainer;
import dev.weir.training.run.TrainingData;
import dev.weir.training.run.TrainingDevice;
import dev.weir.training.run.TrainingListener;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A comparison of networks")
class ComparisonIT {
  private static final TrainingDevice CPU = TrainingDevice.of("cpu", 1);

  @TempDir private Path folder;
  private final List<String> trained = new ArrayList<>();

  private Comparison comparison(long budget, String... networks) throws IOException {
    Recipe recipe =
        Recipe.read(
            "compare",
            Map.of(
                "size",
                "96x64",
                "crop",
                "96x64",
                "batch",
                "2",
                "steps",
                "4",
                "validate-every",
                "2",
                "schedule.warmup",
                "2"));
    return new Comparison(recipe, List.of(networks), budget, folder);
  }

  private static TrainingData data(String judge) {
    DataSpec learn = DataSpec.parse("synthetic:street?size=96x64&count=3");
    return new TrainingData(
        List.of(new Mixture.Part(learn.open(ClassMap.CAMVID), 1)),
        List.of("street"),
        DataSpec.parse("synthetic:street?seeds=1-9&size=96x64&count=" + judge)
            .open(ClassMap.CAMVID));
  }

  private boolean train(Comparison comparison, TrainingData data, int stopAfter) throws Exception {
    return comparison.train(
        data,
        CPU,
        recipe -> new Trainer.Start(new RandomWeights(recipe.seed()), "random", ""),
        contender -> {
          trained.add(contender.recipe().network());
          return new Quiet(stopAfter);
        });
  }

  @Test
  void trainsEachNetworkWithinTheBudgetAndReportsTheScoreOfItsLastModel() throws Exception {
    // Given
    Comparison comparison = comparison(20_000_000, "icnet", "deeplabv3-50");
    TrainingData data = data("3");

    // When
    boolean done = train(comparison, data, Integer.MAX_VALUE);
    ComparisonReport report = comparison.report(data, "here");

    // Then
    assertThat(done).isTrue();
    assertThat(report.rows())
        .extracting(ComparedNetwork::network)
        .containsExactlyInAnyOrder("icnet", "deeplabv3-50");
    assertThat(report.rows().get(0).meanIou())
        .isGreaterThanOrEqualTo(report.rows().get(1).meanIou());
    for (ComparedNetwork row : report.rows()) {
      assertThat(row.multiplyAccumulates()).isBetween(10_000_000L, 20_000_000L);
      assertThat(row.steps()).isEqualTo(4);
      assertThat(row.milliseconds()).isPositive();
      Evaluation again = score(row.network(), data);
      assertThat(row.meanIou()).isCloseTo(again.meanIou(), within(1e-12));
      assertThat(row.accuracy()).isCloseTo(again.accuracy(), within(1e-12));
    }
  }

  private Evaluation score(String network, TrainingData data) throws IOException {
    Path model = folder.resolve(network).resolve("last.onnx");
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(model, new SegmenterOptions(ProviderChoice.CPU, 0))) {
      return new Evaluator(segmenter).score(data.validation());
    }
  }

  @Test
  void resumesAfterAStopWithoutTrainingFinishedNetworksAgain() throws Exception {
    // Given: the first run is finished; the second was stopped midway
    TrainingData data = data("3");
    assertThat(train(comparison(20_000_000, "icnet"), data, Integer.MAX_VALUE)).isTrue();
    FileTime first = Files.getLastModifiedTime(folder.resolve("icnet/last.onnx"));
    Comparison both = comparison(20_000_000, "icnet", "fcn32s");
    assertThat(train(both, data, 3)).isFalse();
    assertThatThrownBy(() -> both.report(data, "here"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fcn32s: not finished");
    trained.clear();

    // When
    boolean done = train(both, data, Integer.MAX_VALUE);

    // Then
    assertThat(done).isTrue();
    assertThat(trained).containsExactly("fcn32s");
    assertThat(Files.getLastModifiedTime(folder.resolve("icnet/last.onnx"))).isEqualTo(first);
    assertThat(both.report(data, "here").rows()).hasSize(2);
  }

  @Test
  void resumesOnlyWithTheSameBudgetAndData() throws Exception {
    // Given
    train(comparison(20_000_000, "icnet"), data("3"), Integer.MAX_VALUE);

    // When, then
    assertThatThrownBy(() -> train(comparison(10_000_000, "icnet"), data("3"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("icnet: the run started with another recipe");
    assertThatThrownBy(() -> train(comparison(20_000_000, "icnet"), data("2"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("icnet: the run started with other validation");
  }

  /** Ignores all events and stops after a number of steps. */
  private static final class Quiet implements TrainingListener {
    private final int stopAfter;
    private int steps;

    Quiet(int stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void step(int done, int of, double loss) {
      steps++;
    }

    @Override
    public void point(ScorePoint point, boolean best) {}

    @Override
    public boolean stopAsked() {
      return steps >= stopAfter;
    }
  }
}
