package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.zoo.Network;
import dev.weir.zoo.NetworkModel;
import dev.weir.zoo.Networks;
import dev.weir.zoo.OnnxWeights;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Scores;
import dev.weir.zoo.Size;
import dev.weir.zoo.Unpooling;
import dev.weir.zoo.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same image through libtorch and through ONNX Runtime, for every network of the zoo. */
@DisplayName("Parity of libtorch and ONNX Runtime")
class ParityIT {
  private static final int CLASSES = 11;

  /** Of the published channels: every layer is there, in a tenth of the time. */
  private static final double NARROW = 0.125;

  private static final int[][] SIZES = {{64, 64}, {97, 131}};

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> scoresOfRandomWeightsAgree() {
    return Networks.names().stream()
        .flatMap(
            name ->
                Stream.of(SIZES)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                "%s at %dx%d".formatted(name, size[1], size[0]),
                                () ->
                                    compare(
                                        Networks.of(name, CLASSES, NARROW),
                                        new RandomWeights(7),
                                        size[0],
                                        size[1]))));
  }

  @TestFactory
  Stream<DynamicTest> scoresOfTheShippedModelAgree() throws IOException {
    Path shipped = Path.of("../models/icnet-camvid.onnx");
    Weights trained = OnnxWeights.read(shipped);
    Weights heads = new RandomWeights(3);
    // A deployed model has no guidance heads.
    Weights both =
        new Weights() {
          @Override
          public float[] values(dev.weir.zoo.Parameter p) {
            return (trained.has(p.name()) ? trained : heads).values(p);
          }

          @Override
          public boolean has(String name) {
            return true;
          }
        };
    return Stream.of(SIZES)
        .map(
            size ->
                DynamicTest.dynamicTest(
                    "%s at %dx%d".formatted(shipped.getFileName(), size[1], size[0]),
                    () -> compare(Networks.of("icnet", CLASSES, 1), both, size[0], size[1])));
  }

  private void compare(Network network, Weights weights, int height, int width)
      throws IOException, OrtException {
    // Given: one file, from which both take the weights as they are stored
    Path file = folder.resolve("%s-%dx%d.onnx".formatted(network.name(), width, height));
    NetworkModel model =
        NetworkModel.of(network, weights, new Size(width, height), Unpooling.OPERATOR);
    Files.write(file, model.toBytes());
    float[] image = image(height, width);

    // When
    List<float[]> onnx = throughOnnxRuntime(file, image, height, width);
    List<float[]> torch = throughTorch(network, OnnxWeights.read(file), image, height, width);

    // Then
    assertThat(torch).hasSameSizeAs(onnx);
    for (int head = 0; head < onnx.size(); head++) {
      // Scores of random weights have no scale of their own: their deviation is made 1.
      double scale = Math.max(1, deviation(onnx.get(head)));
      assertThat(largestDifference(onnx.get(head), torch.get(head)) / scale)
          .as("largest difference of head %d", head)
          .isLessThan(1e-3);
    }
    assertThat(sameClasses(onnx.get(0), torch.get(0))).isGreaterThanOrEqualTo(0.999);
  }

  private static List<float[]> throughOnnxRuntime(Path file, float[] image, int height, int width)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    List<float[]> heads = new ArrayList<>();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(image), new long[] {1, 3, height, width});
        OrtSession.Result result = session.run(Map.of(NetworkModel.INPUT, input))) {
      for (Map.Entry<String, ai.onnxruntime.OnnxValue> head : result) {
        FloatBuffer values = ((OnnxTensor) head.getValue()).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        heads.add(copy);
      }
    }
    return heads;
  }

  private static List<float[]> throughTorch(
      Network network, Weights weights, float[] image, int height, int width) {
    try (TorchParameters parameters = TorchParameters.of(network, weights, new Device("cpu"))) {
      return TorchScope.callStill(
          () -> {
            TorchOps ops = new TorchOps(parameters, TorchOps.Mode.JUDGING, TorchPrecision.FP32, 0);
            Scores<Tensor> scores = network.scores(ops, Tensor.create(image, 1, 3, height, width));
            List<float[]> heads = new ArrayList<>(List.of(values(scores.main())));
            scores.guidance().forEach(g -> heads.add(values(g.scores())));
            return heads;
          });
    }
  }

  private static float[] values(Tensor t) {
    FloatBuffer buffer = t.contiguous().createBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static float[] image(int height, int width) {
    Random random = new Random(5);
    float[] image = new float[3 * height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  private static double largestDifference(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float v : values) {
      sum += v;
      squares += (double) v * v;
    }
    double mean = sum / values.length;
    return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  }

  private static double sameClasses(float[] a, float[] b) {
    int pixels = a.length / CLASSES;
    int same = 0;
    for (int p = 0; p < pixels; p++) {
      same += largest(a, p, pixels) == largest(b, p, pixels) ? 1 : 0;
    }
    return same / (double) pixels;
  }

  private static int largest(float[] scores, int pixel, int pixels) {
    int best = 0;
    for (int c = 1; c < CLASSES; c++) {
      best = scores[c * pixels + pixel] > scores[best * pixels + pixel] ? c : best;
    }
    return best;
  }
}
