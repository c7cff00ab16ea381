package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Scores;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * That libtorch and ONNX Runtime score the same image alike: at most one pixel in a thousand has
 * another class, and no score differs by 1e-3. This limit is for trained models.
 *
 * <p>Where scores of random or hardly trained weights deviate by more than 1, they differ by less
 * than 1e-3 of that: a 32-bit float has seven digits, and what deep networks add up or concatenate
 * grows from layer to layer, up to 1e11 in DenseASPP.
 *
 * <p>On pictures that narrow networks have learnt by heart more is allowed: 5e-3 of the deviation,
 * and 2e-2 at most; and of networks that unpool, a twentieth of the scores. They put a value where
 * the largest of four was, and where two of those are equal but for their last digit, each runtime
 * may take another.
 */
public final class Parity {
  private static final Bound TRAINED = new Bound(1e-3, 1e-3, false);
  private static final Bound BY_HEART = new Bound(5e-3, 2e-2, true);
  private static final Bound ANY_SCALE = new Bound(1e-3, Double.POSITIVE_INFINITY, false);
  private static final float NUDGE = 1e-6f;
  private static final int NUDGES = 4; // two runtimes round at each layer, not only at the input
  private static final Set<String> UNPOOLING = Set.of("segnet", "deconvnet", "edeconvnet");

  /**
   * How far scores may differ.
   *
   * @param share of their deviation where that is above 1, of 1 elsewhere
   * @param max whatever the deviation
   * @param ties whether networks that unpool may take another of two that are equal
   */
  private record Bound(double share, double max, boolean ties) {
    double of(float[] scores) {
      return Math.min(max, share * Math.max(1, deviation(scores)));
    }
  }

  private Parity() {}

  /**
   * Asserts parity of a trained model's scores, to 1e-3.
   *
   * @param image red, green, blue, each of height x width, normalised
   */
  static void ofTrained(
      Network network, Weights trained, float[] image, int height, int width, Path folder)
      throws IOException, OrtException {
    of(network, withHeads(trained), image, height, width, folder, TRAINED);
  }

  /** Asserts parity of a short run's model, on a picture that it has memorized. */
  public static void ofLearntByHeart(
      Network network, Weights trained, float[] image, int height, int width, Path folder)
      throws IOException, OrtException {
    of(network, withHeads(trained), image, height, width, folder, BY_HEART);
  }

  /** Asserts parity of a short run's model on noise, at any scale of its scores. */
  public static void ofBrieflyTrained(
      Network network, Weights trained, int height, int width, Path folder)
      throws IOException, OrtException {
    float[] image = noise(height, width);
    Weights weights = withHeads(trained);
    Path file = stored(network, weights, height, width, folder);
    List<float[]> onnx = throughOnnxRuntime(file, image, height, width);
    Weights read = OnnxWeights.read(file);
    List<float[]> torch = throughTorch(network, read, image, height, width);
    List<float[]> nudged = throughTorch(network, read, nudged(image), height, width);

    assertThat(torch).hasSameSizeAs(onnx);
    for (int head = 0; head < onnx.size(); head++) {
      double[] moved = differences(torch.get(head), nudged.get(head));
      double bound = Math.max(ANY_SCALE.of(onnx.get(head)), NUDGES * moved[moved.length - 1]);
      double[] differences = differences(onnx.get(head), torch.get(head));
      assertThat(differences[differences.length - 1])
          .as("largest difference of head %d", head)
          .isLessThan(bound);
    }
    double unmoved = sameClasses(torch.get(0), nudged.get(0), network.classes());
    assertThat(sameClasses(onnx.get(0), torch.get(0), network.classes()))
        .isGreaterThanOrEqualTo(Math.min(0.999, 1 - NUDGES * (1 - unmoved)));
  }

  /** Each value moved up or down by one part in a million. */
  private static float[] nudged(float[] image) {
    Random random = new Random(6);
    float[] moved = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      moved[i] = image[i] * (1 + (random.nextBoolean() ? NUDGE : -NUDGE));
    }
    return moved;
  }

  /** Asserts parity of every head's scores, with random weights. */
  static void ofRandom(
      Network network, Weights weights, float[] image, int height, int width, Path folder)
      throws IOException, OrtException {
    of(network, weights, image, height, width, folder, ANY_SCALE);
  }

  /** A deployed model has no guidance heads, so their weights are random. */
  private static Weights withHeads(Weights trained) {
    Weights heads = new RandomWeights(3);
    return new Weights() {
      @Override
      public float[] values(Parameter p) {
        return (trained.has(p.name()) ? trained : heads).values(p);
      }

      @Override
      public boolean has(String name) {
        return true;
      }
    };
  }

  private static void of(
      Network network,
      Weights weights,
      float[] image,
      int height,
      int width,
      Path folder,
      Bound bound)
      throws IOException, OrtException {
    // Given
    Path file = stored(network, weights, height, width, folder);

    // When
    List<float[]> onnx = throughOnnxRuntime(file, image, height, width);
    List<float[]> torch = throughTorch(network, OnnxWeights.read(file), image, height, width);

    // Then
    assertThat(torch).hasSameSizeAs(onnx);
    boolean unpools = bound.ties() && UNPOOLING.contains(network.name());
    for (int head = 0; head < onnx.size(); head++) {
      double[] differences = differences(onnx.get(head), torch.get(head));
      int mostButTies = (int) (differences.length * (unpools ? 0.95 : 1)) - 1;
      assertThat(differences[mostButTies])
          .as("largest difference of head %d", head)
          .isLessThan(bound.of(onnx.get(head)));
    }
    assertThat(sameClasses(onnx.get(0), torch.get(0), network.classes()))
        .isGreaterThanOrEqualTo(unpools ? 0.99 : 0.999);
  }

  /** One file from which both runtimes read the stored weights. */
  private static Path stored(Network network, Weights weights, int height, int width, Path folder)
      throws IOException {
    Path file = folder.resolve("%s-%dx%d.onnx".formatted(network.name(), width, height));
    NetworkModel model =
        NetworkModel.of(network, weights, new InputSize(width, height), Unpooling.OPERATOR);
    return Files.write(file, model.toBytes());
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
            TorchOps ops = new TorchOps(parameters, TorchOps.Mode.EVAL, TorchPrecision.FP32, 0);
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

  /** Noise with mean 0 and standard deviation 1, like normalized pictures. */
  static float[] noise(int height, int width) {
    Random random = new Random(5);
    float[] image = new float[3 * height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  /** Scores in ascending order, with NaN last. */
  private static double[] differences(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> Math.abs((double) a[i] - b[i]));
    Arrays.sort(differences);
    return differences;
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

  private static double sameClasses(float[] a, float[] b, int classes) {
    int pixels = a.length / classes;
    int same = 0;
    for (int p = 0; p < pixels; p++) {
      same += largest(a, p, pixels, classes) == largest(b, p, pixels, classes) ? 1 : 0;
    }
    return same / (double) pixels;
  }

  private static int largest(float[] scores, int pixel, int pixels, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = scores[c * pixels + pixel] > scores[best * pixels + pixel] ? c : best;
    }
    return best;
  }
}
