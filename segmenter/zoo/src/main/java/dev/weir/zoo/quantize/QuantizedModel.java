package dev.weir.zoo.quantize;

import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.weights.Weights;

/** A {@link DeployedModel} whose convolutions run on 8-bit integers. */
public final class QuantizedModel {
  /** Its value of {@link DeployedModel#PRECISION} in the provenance. */
  public static final String INTEGERS = "int8";

  private QuantizedModel() {}

  /** Whether a model is quantized. */
  public static boolean is(ModelMetadata metadata) {
    return INTEGERS.equals(metadata.provenance().get(DeployedModel.PRECISION));
  }

  /**
   * Builds the graph.
   *
   * @param ranges measured by a {@link CalibrationModel} of the same network
   * @throws WeightsException if a weight is missing or has another shape
   * @throws IllegalArgumentException if the ranges belong to another network
   */
  public static DeployedModel of(
      Network network, Weights weights, ModelMetadata metadata, ActivationRanges ranges) {
    return DeployedModel.of(
        network,
        weights,
        metadata.noted(DeployedModel.PRECISION, INTEGERS),
        (graph, found, image) -> {
          QuantizedOps ops = new QuantizedOps(graph, found, ranges, grid(metadata));
          return ops.real(network.scores(ops, ops.image(image)).main());
        });
  }

  /** The image's range follows from its normalization: black to white. */
  private static QuantizationParams grid(ModelMetadata metadata) {
    float low = 0;
    float high = 0;
    for (int c = 0; c < 3; c++) {
      float mean = metadata.normalization().mean().get(c);
      float deviation = metadata.normalization().std().get(c);
      low = Math.min(low, -mean / deviation);
      high = Math.max(high, (1 - mean) / deviation);
    }
    return QuantizationParams.of(low, high);
  }
}
