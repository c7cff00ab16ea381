package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Set;

/**
 * A deployed model that gives the probability of each class instead of the likeliest one. Made from
 * the file's bytes when a session is opened: what is served plainly pays nothing for it.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as the {@link DeployedModel} → scores → softmax
 * probabilities float [N, classes, H, W]
 * </pre>
 */
public final class ProbabilityModel {
  /** The graph's output. */
  public static final String OUTPUT = "probabilities_out";

  private ProbabilityModel() {}

  /**
   * Of a deployed model's bytes.
   *
   * @throws IllegalArgumentException if they are no deployed model
   */
  public static byte[] of(byte[] deployed) {
    GraphProto model = DeployedModel.parse(deployed).graph();
    ClassScores scores = ClassScores.of(model);
    OnnxGraph graph = new OnnxGraph(model.getName());
    graph.input(DeployedModel.INPUT, DataType.UINT8, "N", "H", "W", 3);
    graph.embed(model, "", Set.of(DeployedModel.INPUT));
    String probabilities = scores.asProbabilities(graph, scores.value());
    graph.add(new OnnxNode("Identity", OUTPUT).input(probabilities), OUTPUT);
    graph.removeUnused(OUTPUT);
    graph.output(OUTPUT, DataType.FLOAT, "N", "C", "H", "W");
    return graph.model().build().toByteArray();
  }
}
