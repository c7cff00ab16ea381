package dev.weir.zoo.quantize;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.Conv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Shape;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import dev.weir.zoo.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A convolution to be written with 8-bit kernels, with the batch normalization after it folded in.
 */
final class FoldedConv {
  private static final float SMALLEST = 1e-9f;

  private final String name;
  private final Conv spec;
  private final List<Integer> shape;
  private final float[] kernel;
  private final float[] bias;
  private final String input;
  private final float inputScale;

  private FoldedConv(
      String name,
      Conv spec,
      List<Integer> shape,
      float[] kernel,
      float[] bias,
      String input,
      float inputScale) {
    this.name = name;
    this.spec = spec;
    this.shape = shape;
    this.kernel = kernel;
    this.bias = bias;
    this.input = input;
    this.inputScale = inputScale;
  }

  /**
   * A convolution alone.
   *
   * @param input name of its quantized input
   * @param inputScale of that input
   */
  static FoldedConv of(
      String name, Conv spec, Shape shape, Weights weights, String input, float inputScale) {
    List<Parameter> parameters = Parameter.of(name, spec, shape);
    float[] kernel = weights.values(parameters.get(0)).clone();
    float[] bias = spec.bias() ? weights.values(parameters.get(1)).clone() : new float[spec.out()];
    return new FoldedConv(name, spec, parameters.get(0).shape(), kernel, bias, input, inputScale);
  }

  /** With the batch normalization {@code layer} folded in: y = (x − m)·g/√(v + ε) + β. */
  FoldedConv normalized(String layer, Weights weights) {
    List<Parameter> p = Parameter.ofBatchNorm(layer, spec.out());
    float[] scale = weights.values(p.get(0));
    float[] shift = weights.values(p.get(1));
    float[] mean = weights.values(p.get(2));
    float[] variance = weights.values(p.get(3));
    float[] folded = kernel.clone();
    float[] moved = bias.clone();
    int each = kernel.length / spec.out();
    for (int o = 0; o < spec.out(); o++) {
      float factor = (float) (scale[o] / Math.sqrt((double) variance[o] + Ops.BATCH_NORM_EPSILON));
      for (int i = o * each; i < (o + 1) * each; i++) {
        folded[i] *= factor;
      }
      moved[o] = (bias[o] - mean[o]) * factor + shift[o];
    }
    return new FoldedConv(name, spec, shape, folded, moved, input, inputScale);
  }

  /** Writes it, and returns the name of its output, in floats. */
  String write(OnnxGraph graph) {
    int out = spec.out();
    int each = kernel.length / out;
    byte[] codes = new byte[kernel.length];
    float[] scales = new float[out];
    float[] biasScales = new float[out];
    ByteBuffer biases = ByteBuffer.allocate(out * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int o = 0; o < out; o++) {
      float largest = 0;
      for (int i = o * each; i < (o + 1) * each; i++) {
        largest = Math.max(largest, Math.abs(kernel[i]));
      }
      scales[o] = Math.max(SMALLEST, largest / 127);
      for (int i = o * each; i < (o + 1) * each; i++) {
        codes[i] = (byte) Math.round(kernel[i] / scales[o]);
      }
      biasScales[o] = scales[o] * inputScale;
      biases.putInt(Math.round(bias[o] / biasScales[o]));
    }
    String weight =
        dequantized(graph, name + ".w", DataType.INT8, shape, codes, scales, new byte[out]);
    String offset =
        dequantized(
            graph,
            name + ".b",
            DataType.INT32,
            List.of(out),
            biases.array(),
            biasScales,
            new byte[out * Integer.BYTES]);
    int pad = spec.padding();
    return graph.add(
        new OnnxNode("Conv", name)
            .input(input)
            .input(weight)
            .input(offset)
            .ints("kernel_shape", spec.kernel(), spec.kernel())
            .ints("strides", spec.stride(), spec.stride())
            .ints("dilations", spec.dilation(), spec.dilation())
            .ints("pads", pad, pad, pad, pad)
            .integer("group", spec.groups()));
  }

  private static String dequantized(
      OnnxGraph graph,
      String name,
      DataType type,
      List<Integer> shape,
      byte[] codes,
      float[] scales,
      byte[] zeros) {
    return graph.add(
        new OnnxNode("DequantizeLinear", name + ".real")
            .input(graph.raw(name + ".q", type, shape, codes))
            .input(graph.constant(name + ".scale", List.of(scales.length), scales))
            .input(graph.raw(name + ".zero", type, List.of(scales.length), zeros))
            .integer("axis", 0));
  }
}
