package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/**
 * A network by itself, as ONNX: normalised image in, scores of every head out. For comparing
 * runtimes and for tools that bring their own pixels; what is served is {@link DeployedModel}.
 *
 * <pre>
 * image f32 [N, 3, H, W] → network → scores f32 [N, C, h, w], guidance_0, guidance_1, ... likewise
 * </pre>
 */
public final class ScoresModel {
  /** The graph's input. */
  public static final String INPUT = "image";

  /** The main head's output. */
  public static final String OUTPUT = "scores";

  private static final String GUIDANCE = "guidance_";

  private ScoresModel() {}

  /** The name of a guidance head's output. */
  public static String guidance(int index) {
    return GUIDANCE + index;
  }

  /**
   * The file's content, for images of one size.
   *
   * @throws WeightsException if a weight is missing or has another shape
   */
  public static byte[] of(Network network, Weights weights, int height, int width) {
    OnnxGraph graph = new OnnxGraph(network.name());
    graph.input(INPUT, DataType.FLOAT, "N", 3, height, width);
    Scores<OnnxOps.Map2d> scores =
        network.scores(
            new OnnxOps(graph, weights), new OnnxOps.Map2d(INPUT, new Shape(3, height, width)));
    output(graph, scores.main(), OUTPUT);
    for (int i = 0; i < scores.guidance().size(); i++) {
      output(graph, scores.guidance().get(i).scores(), guidance(i));
    }
    return ModelProto.newBuilder()
        .setIrVersion(DeployedModel.IR_VERSION)
        .setProducerName("weir")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(DeployedModel.OPERATOR_SET))
        .setGraph(graph.proto())
        .build()
        .toByteArray();
  }

  private static void output(OnnxGraph graph, OnnxOps.Map2d scores, String name) {
    Shape s = scores.shape();
    graph.add(new OnnxNode("Identity").input(scores.name()), name);
    graph.output(name, DataType.FLOAT, "N", s.channels(), s.height(), s.width());
  }
}
