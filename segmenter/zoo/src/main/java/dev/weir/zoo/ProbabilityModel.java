package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/**
 * A deployed model that can be asked for the probability of each class too. Made from the file's
 * bytes when a session is opened: what is served plainly pays nothing for it.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as the {@link DeployedModel} → classes
 *                                     └→ scores → softmax → probabilities float [N, classes, H, W]
 * </pre>
 */
public final class ProbabilityModel {
  /** The further output. */
  public static final String OUTPUT = "class_probabilities";

  private ProbabilityModel() {}

  /**
   * Of a deployed model's bytes.
   *
   * @throws IllegalArgumentException if they are no deployed model
   */
  public static byte[] of(byte[] deployed) {
    ModelProto model = DeployedModel.parse(deployed).model();
    ClassScores scores = ClassScores.of(model.getGraph());
    OnnxGraph graph = new OnnxGraph(model.getGraph());
    String probabilities = scores.asProbabilities(graph, scores.value());
    graph.add(new OnnxNode("Identity", OUTPUT).input(probabilities), OUTPUT);
    graph.output(OUTPUT, DataType.FLOAT, "N", "C", "H", "W");
    return graph.model().addAllMetadataProps(model.getMetadataPropsList()).build().toByteArray();
  }
}
