package dev.weir.zoo.quantize;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.NetworkInput;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import dev.weir.zoo.onnx.OptionalGuidanceWeights;
import dev.weir.zoo.weights.Weights;

/**
 * A network that outputs the range of each of its operations on some frames.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as {@link DeployedModel} → ranges float [2·operations, 1, 1, 1]:
 * minimum and maximum of the first operation, of the second, ...
 * </pre>
 */
public final class CalibrationModel {
  /** The graph's output. */
  public static final String OUTPUT = "ranges";

  private CalibrationModel() {}

  /**
   * The file's content.
   *
   * @throws WeightsException if a weight is missing or has another shape
   */
  public static byte[] of(Network network, Weights weights, ModelMetadata metadata) {
    OnnxGraph graph = new OnnxGraph(network.name());
    // Guidance heads are measured too but never used, so their weights may be zero.
    CalibrationOps ops = new CalibrationOps(graph, new OptionalGuidanceWeights(weights));
    graph.input(DeployedModel.INPUT, DataType.UINT8, "N", "H", "W", 3);
    network.scores(ops, NetworkInput.image(graph, metadata));
    graph.add(new OnnxNode("Concat", OUTPUT).inputs(ops.extremes()).integer("axis", 0), OUTPUT);
    graph.output(OUTPUT, DataType.FLOAT, ops.extremes().size(), 1, 1, 1);
    return graph.model().build().toByteArray();
  }
}
