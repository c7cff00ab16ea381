package dev.weir.inference.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.Weights;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs networks with ONNX Runtime on given values, to compare with values computed otherwise. */
final class NetworkRuns {
  /** A few operations that form a network. */
  interface Layers {
    <T> T of(Ops<T> ops, T x);
  }

  private NetworkRuns() {}

  /** Wraps operations as a network, so that they can be exported. */
  static Network network(Layers layers) {
    return new Network() {
      @Override
      public String name() {
        return "layers";
      }

      @Override
      public Paper paper() {
        return new Paper("none", "nobody", "nowhere", 2000);
      }

      @Override
      public int classes() {
        return 1;
      }

      @Override
      public double width() {
        return 1;
      }

      @Override
      public <T> Scores<T> scores(Ops<T> ops, T image) {
        return Scores.of(layers.of(ops, image));
      }
    };
  }

  /** Returns the scores of a network for images [count][3][size]. */
  static float[] run(
      Network network, Weights weights, InputSize size, Unpooling unpooling, float[] images)
      throws OrtException {
    byte[] model = NetworkModel.of(network, weights, size, unpooling).toBytes();
    long plane = (long) size.height() * size.width();
    long[] shape = {images.length / (3 * plane), 3, size.height(), size.width()};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
        OrtSession.Result result = session.run(Map.of(NetworkModel.INPUT, input))) {
      FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[scores.remaining()];
      scores.get(values);
      return values;
    }
  }
}
