package dev.weir.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Weights;
import dev.weir.zoo.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A deployed model")
class DeployedModelTest {
  private static final Network NETWORK = Networks.of("icnet", 2, 0.125);

  @TempDir private Path folder;

  @Test
  void canBeDeployedAgainAtAnotherSizeWithoutItsGuidanceHeads() throws IOException {
    // Given
    Path file = folder.resolve("small.onnx");
    DeployedModel.of(NETWORK, new RandomWeights(1), metadata("96x64")).write(file);

    // When
    DeployedModel again = DeployedModel.of(NETWORK, OnnxWeights.read(file), metadata("160x96"));

    // Then: the same as from the original weights
    assertThat(OnnxWeights.read(file).has("sub4_out.w")).isFalse();
    DeployedModel first = DeployedModel.of(NETWORK, OnnxWeights.read(file), metadata("96x64"));
    assertThat(first.toBytes())
        .isEqualTo(java.nio.file.Files.readAllBytes(file))
        .isNotEqualTo(again.toBytes());
  }

  @Test
  void lacksNothingThatItRuns() {
    // Given
    Weights lacking = new Lacking("conv5_4.");

    // When, then
    assertThatThrownBy(() -> DeployedModel.of(NETWORK, lacking, metadata("96x64")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("no weight 'conv5_4.w'");
  }

  @Test
  void saysWhichWeightsItWouldLackAndLeavesGuidanceOut() {
    assertThat(DeployedModel.missing(NETWORK, new Lacking("conv5_4.")))
        .startsWith("conv5_4.w")
        .allMatch(name -> name.startsWith("conv5_4."))
        .hasSizeGreaterThan(1);
    assertThat(DeployedModel.missing(NETWORK, new Lacking("sub4_out."))).isEmpty();
    assertThat(DeployedModel.missing(NETWORK, new RandomWeights(1))).isEmpty();
  }

  /** Random weights, except those of one layer. */
  private record Lacking(String layer) implements Weights {
    @Override
    public float[] values(Parameter parameter) {
      if (!has(parameter.name())) {
        throw new WeightsException("no weight '%s'".formatted(parameter.name()));
      }
      return new RandomWeights(1).values(parameter);
    }

    @Override
    public boolean has(String name) {
      return !name.startsWith(layer);
    }
  }

  private static ModelMetadata metadata(String size) {
    return new ModelMetadata(
        "icnet",
        0.125,
        List.of("road", "other"),
        List.of(0x804080, 0),
        Normalization.gray(0.4f, 0.3f),
        InputSize.parse(size),
        Map.of());
  }
}
