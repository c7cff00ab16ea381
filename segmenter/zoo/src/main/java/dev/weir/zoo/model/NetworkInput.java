package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Shape;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import dev.weir.zoo.onnx.OnnxOps;
import java.util.List;

/** The steps of a deployed graph that convert frames to the network's input. */
public final class NetworkInput {
  /** Weights of blue, green and red in brightness (ITU-R BT.601), as in OpenCV and Pillow. */
  private static final float[] BRIGHTNESS = {0.114f, 0.587f, 0.299f};

  private NetworkInput() {}

  /** Returns the frames as the network's input: float [N, 3, h, w], red first, normalized. */
  public static OnnxOps.Map2d image(OnnxGraph graph, ModelMetadata metadata) {
    return image(graph, metadata, ChannelOrder.RGB);
  }

  /** The same, in an order of channels. */
  static OnnxOps.Map2d image(OnnxGraph graph, ModelMetadata metadata, ChannelOrder order) {
    InputSize size = metadata.size();
    String planes =
        graph.add(
            new OnnxNode("Transpose", "planes")
                .input(DeployedModel.INPUT)
                .ints("perm", 0, 3, 1, 2));
    String real =
        graph.add(new OnnxNode("Cast", "real").input(planes).integer("to", DataType.FLOAT_VALUE));
    String working = graph.integers("working_size", size.height(), size.width());
    String resized = DeployedModel.resized(graph, real, working, "resized");
    String ordered =
        switch (order) {
          case RGB -> reversed(graph, resized);
          case BGR -> resized;
          case GRAY -> gray(graph, resized);
        };

    // (x / 255 - mean) / deviation = x * scale + shift
    int channels = order.channels();
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    for (int c = 0; c < channels; c++) {
      int at = order == ChannelOrder.BGR ? 2 - c : c;
      float mean = metadata.normalization().mean().get(c);
      float deviation = metadata.normalization().std().get(c);
      scale[at] = 1 / (255 * deviation);
      shift[at] = -mean / deviation;
    }
    List<Integer> perChannel = List.of(1, channels, 1, 1);
    String scaled =
        graph.add(
            new OnnxNode("Mul", "scaled")
                .input(ordered)
                .input(graph.constant("normalisation.scale", perChannel, scale)));
    String image =
        graph.add(
            new OnnxNode("Add", "image")
                .input(scaled)
                .input(graph.constant("normalisation.shift", perChannel, shift)));
    return new OnnxOps.Map2d(image, new Shape(channels, size.height(), size.width()));
  }

  /** The brightness of blue, green and red planes. */
  private static String gray(OnnxGraph graph, String planes) {
    String shares = graph.constant("brightness.shares", List.of(1, 3, 1, 1), BRIGHTNESS);
    return graph.add(new OnnxNode("Conv", "brightness").input(planes).input(shares));
  }

  private static String reversed(OnnxGraph graph, String planes) {
    String order = graph.integers("red_green_blue", 2, 1, 0);
    return graph.add(new OnnxNode("Gather", "rgb").input(planes).input(order).integer("axis", 1));
  }
}
