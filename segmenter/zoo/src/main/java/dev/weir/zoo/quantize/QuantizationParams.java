package dev.weir.zoo.quantize;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import java.util.List;

/**
 * The 256 values that an 8-bit activation can take: {@code scale · (q − zero)}. Zero is one of
 * them, so padding is exact.
 *
 * @param scale above 0
 * @param zero 0 to 255
 */
record QuantizationParams(float scale, int zero) {
  private static final float SMALLEST = 1e-6f;

  /** The grid for a range, widened to include zero. */
  static QuantizationParams of(float minimum, float maximum) {
    float low = Math.min(0, minimum);
    float high = Math.max(0, maximum);
    float scale = Math.max(SMALLEST, (high - low) / 255);
    return new QuantizationParams(scale, Math.max(0, Math.min(255, Math.round(-low / scale))));
  }

  /** Quantizes a value, and returns the name of the result. */
  String write(OnnxGraph graph, String x) {
    String scaleName = graph.constant(x + ".scale", List.of(), new float[] {scale});
    String zeroName = graph.raw(x + ".zero", DataType.UINT8, List.of(), new byte[] {(byte) zero});
    String codes =
        graph.add(
            new OnnxNode("QuantizeLinear", x + ".u8").input(x).input(scaleName).input(zeroName));
    return graph.add(
        new OnnxNode("DequantizeLinear", x + ".grid")
            .input(codes)
            .input(scaleName)
            .input(zeroName));
  }
}
