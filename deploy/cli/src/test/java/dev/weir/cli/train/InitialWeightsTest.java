package dev.weir.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.shell.UsageException;
import dev.weir.mask.ClassMap;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.Trainer;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Initial weights of a run")
class InitialWeightsTest {
  private static final long SEED = 7;

  /** Kernels are stored as half floats. */
  private static final Offset<Float> HALF = Offset.offset(2e-3f);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private static Recipe recipe(String width) throws IOException {
    return Recipe.read("icnet", Map.of("width", width));
  }

  /** Writes a model with the weights of {@code network} and metadata that names {@code says}. */
  private Path model(String network, String says) throws IOException {
    Path file = folder.resolve(network + ".onnx");
    double width = 0.125;
    ClassMap classes = ClassMap.CAMVID;
    ModelMetadata metadata =
        new ModelMetadata(
            says,
            width,
            classes.classes().stream().map(ClassMap.Entry::name).toList(),
            classes.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            new InputSize(96, 64),
            Map.of());
    DeployedModel.of(Networks.of(network, classes.size(), width), new RandomWeights(SEED), metadata)
        .write(file);
    return file;
  }

  @Test
  void areAFilesAndRandomForItsGuidanceHeadsAlone() throws IOException {
    // Given
    Recipe recipe = recipe("0.125");
    Path file = model("icnet", "icnet");

    // When
    Trainer.Start start = InitialWeights.of(recipe, file, new PrintWriter(out));

    // Then
    assertThat(start.name()).isEqualTo("icnet.onnx");
    List<Parameter> parameters = CostOps.parametersOf(recipe.definition());
    for (Parameter parameter : parameters) {
      boolean guidance = parameter.name().matches("sub\\w+_out\\..*");
      assertThat(start.weights().values(parameter))
          .as(parameter.name())
          .containsExactly(
              new RandomWeights(guidance ? recipe.seed() : SEED).values(parameter), HALF);
    }
    assertThat(out.toString().lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("weight=sub\\w+_out\\.\\w init=random"));
  }

  @Test
  void ofAnotherNetworkAreRefusedWithWhatIsMissing() throws IOException {
    // Given
    Path file = model("segnet", "segnet");

    // When, then
    assertThatThrownBy(() -> InitialWeights.of(recipe("0.125"), file, new PrintWriter(out)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--init " + file + ": lacks ")
        .hasMessageContainingAll(" weights of icnet, such as ", ".w, ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void cutFromAFileThatIsNotWhatItSaysAreRefusedToo() throws IOException {
    // Given
    Path file = model("segnet", "icnet");

    // When, then
    assertThatThrownBy(() -> InitialWeights.pruned(recipe("0.0625"), file, new PrintWriter(out)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--prune " + file + ": lacks ");
  }
}
