package dev.weir.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import dev.weir.zoo.onnx.NetworkModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_dnn.Net;

/** OpenCV's DNN module, on the CPU. */
final class OpenCvRuntime implements NetworkRuntime {
  private final Net net;
  private final int[] shape;

  /** Opens a {@link NetworkModel}'s file for inputs of one shape. */
  OpenCvRuntime(Path file, int threads, int... shape) {
    setNumThreads(threads);
    this.net = readNetFromONNX(file.toString());
    this.shape = shape.clone();
  }

  @Override
  public String name() {
    return "opencv";
  }

  @Override
  public float[] run(FloatBuffer image) {
    try (FloatPointer memory = new FloatPointer(image);
        Mat blob = new Mat(shape, CV_32F, memory);
        Scalar none = new Scalar(0.0)) {
      net.setInput(blob, NetworkModel.INPUT, 1, none);
      try (Mat scores = net.forward(NetworkModel.OUTPUT);
          FloatPointer found = new FloatPointer(scores.data())) {
        float[] values = new float[Math.toIntExact(scores.total())];
        found.get(values);
        return values;
      }
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
