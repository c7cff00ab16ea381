package dev.weir.inference.tools;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.platform.Fp16Conversions;
import dev.weir.inference.ModelException;
import dev.weir.inference.onnxruntime.OnnxEnvironment;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an external network on noise before it is imported. Exporters often declare less about an
 * output than it has, and a batch size that they declare as free is sometimes fixed inside the
 * network.
 */
public final class ImportTrial {
  private static final Logger LOG = LoggerFactory.getLogger(ImportTrial.class);
  private static final float TOLERANCE = 1e-3f;

  /** The share of values that may differ between a batch and its pictures alone, by rounding. */
  private static final double MIXED = 0.01;

  private ImportTrial() {}

  /**
   * Runs the network and describes its output.
   *
   * @param output the name of the output with the scores or class numbers
   * @param size the network's working size
   * @throws ModelException if the network cannot be loaded or run, if it returns neither scores nor
   *     class numbers, or if its scores are NaN in every pixel
   */
  public static ExternalModelOutput run(ExternalModel model, String output, InputSize size)
      throws ModelException {
    String file = model.file().toString();
    try (OrtSession session = session(model);
        OnnxTensor image = tensor(model, size, noise(model, size, 1));
        OrtSession.Result result = session.run(Map.of(model.input(), image), Set.of(output))) {
      OnnxValue value = result.get(0);
      if (value instanceof OnnxTensor tensor) {
        return seen(model, output, size, tensor);
      }
      throw new ModelException(
          "%s: its output '%s' is a %s, expected a tensor of scores or class numbers"
              .formatted(file, output, value.getType()));
    } catch (OrtException e) {
      throw new ModelException(
          "%s: ONNX Runtime cannot run it on a picture of %s: %s"
              .formatted(file, size, e.getMessage()),
          e);
    }
  }

  /**
   * Returns whether a batch of two pictures gives the same result as each picture alone. Returns
   * false without a trial if the network does not declare a free batch size.
   *
   * @throws ModelException if the network cannot be loaded, or cannot run on one picture
   */
  public static boolean takesBatches(ExternalModel model, String output, InputSize size)
      throws ModelException {
    if (model.single()) {
      return false;
    }
    float[] first = noise(model, size, 1);
    float[] second = noise(model, size, 2);
    float[] both = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    try (OrtSession session = session(model)) {
      double[] together;
      try {
        together = values(session, model, output, size, both);
      } catch (OrtException e) {
        LOG.debug("batch refused cause={}", e.getMessage());
        return false;
      }
      double[] alone = values(session, model, output, size, first);
      double[] other = values(session, model, output, size, second);
      return together.length == alone.length + other.length
          && same(Arrays.copyOf(together, alone.length), alone)
          && same(Arrays.copyOfRange(together, alone.length, together.length), other);
    } catch (OrtException e) {
      throw new ModelException(
          "%s: ONNX Runtime cannot run it on a picture of %s: %s"
              .formatted(model.file(), size, e.getMessage()),
          e);
    }
  }

  private static double[] values(
      OrtSession session, ExternalModel model, String output, InputSize size, float[] pixels)
      throws OrtException {
    try (OnnxTensor images = tensor(model, size, pixels);
        OrtSession.Result result = session.run(Map.of(model.input(), images), Set.of(output))) {
      OnnxTensor tensor = (OnnxTensor) result.get(0);
      return switch (tensor.getInfo().type) {
        case FLOAT, FLOAT16 -> {
          FloatBuffer floats = tensor.getFloatBuffer();
          double[] values = new double[floats.remaining()];
          Arrays.setAll(values, floats::get);
          yield values;
        }
        default -> Arrays.stream(ClassNumbers.of(tensor)).asDoubleStream().toArray();
      };
    }
  }

  private static boolean same(double[] found, double[] expected) {
    DoubleSummaryStatistics range = Arrays.stream(expected).summaryStatistics();
    double near = TOLERANCE * Math.max(1e-3, range.getMax() - range.getMin());
    int others = 0;
    for (int i = 0; i < found.length; i++) {
      boolean equal = Double.compare(found[i], expected[i]) == 0; // NaN and infinity too
      others += equal || Math.abs(found[i] - expected[i]) <= near ? 0 : 1;
    }
    return others <= MIXED * found.length;
  }

  /** Opens a session. Failures are exceptions, so ONNX Runtime does not need to print them. */
  private static OrtSession session(ExternalModel model) throws OrtException {
    OrtEnvironment environment = OnnxEnvironment.get();
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment.createSession(model.toBytes(), options);
    }
  }

  private static float[] noise(ExternalModel model, InputSize size, long seed) {
    float[] values = new float[Math.multiplyExact(model.channels() * size.height(), size.width())];
    Random random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = 4 * random.nextFloat() - 2;
    }
    return values;
  }

  /** Returns a batch of as many pictures as there are values for. */
  private static OnnxTensor tensor(ExternalModel model, InputSize size, float[] values)
      throws OrtException {
    boolean half = model.half();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * (half ? Short.BYTES : Float.BYTES))
            .order(ByteOrder.nativeOrder());
    for (float value : values) {
      if (half) {
        bytes.putShort(Fp16Conversions.floatToFp16(value));
      } else {
        bytes.putFloat(value);
      }
    }
    int picture = model.channels() * size.height() * size.width();
    return OnnxTensor.createTensor(
        OnnxEnvironment.get(),
        bytes.rewind(),
        new long[] {values.length / picture, model.channels(), size.height(), size.width()},
        half ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT);
  }

  private static ExternalModelOutput seen(
      ExternalModel model, String output, InputSize size, OnnxTensor tensor) throws ModelException {
    String file = model.file().toString();
    long[] shape = tensor.getInfo().getShape();
    if (hasChannelsLast(size, shape)) {
      throw new ModelException(
          "%s: its output '%s' is %s %s, with the channels last: expected [N, classes, h, w]; export it again with the channels first, or without the transpose at its end"
              .formatted(file, output, tensor.getInfo().type, Arrays.toString(shape)));
    }
    long[] planes = planes(shape);
    int channels = (int) planes[0];
    int height = (int) planes[1];
    int width = (int) planes[2];
    switch (tensor.getInfo().type) {
      case FLOAT, FLOAT16 -> {
        if (channels > 0) {
          FloatBuffer scores = tensor.getFloatBuffer();
          requireNumbers(file, output, scores, channels);
          ExternalModelOutput.Kind kind =
              ScoreValues.kind(scores, channels, model.endsInSigmoid(output));
          return new ExternalModelOutput(output, kind, channels, height, width, 0);
        }
      }
      case INT64, INT32, UINT8, BOOL -> {
        if (channels == 1) {
          return new ExternalModelOutput(
              output,
              ExternalModelOutput.Kind.CLASSES,
              1,
              height,
              width,
              ClassNumbers.largest(file, output, tensor));
        }
      }
      default -> {}
    }
    throw new ModelException(
        "%s: its output '%s' is %s %s, expected scores, float [N, classes, h, w], or class numbers, int64, int32, uint8 or bool [N, h, w] or [N, 1, h, w]"
            .formatted(file, output, tensor.getInfo().type, Arrays.toString(shape)));
  }

  private static void requireNumbers(String file, String output, FloatBuffer scores, int channels)
      throws ModelException {
    int pixels = scores.remaining() / channels;
    int undefined = ScoreValues.undefinedPixels(scores, channels);
    if (pixels > 0 && undefined == pixels) {
      throw new ModelException(
          "%s: its output '%s' is NaN in every pixel of a picture of noise, so every mask would be of one class: expected scores; check the weights, and whether training diverged"
              .formatted(file, output));
    }
    if (undefined > 0) {
      LOG.warn(
          "{}: output '{}' is NaN in {} of {} pixels of a picture of noise; these pixels get an arbitrary class",
          file,
          output,
          undefined,
          pixels);
    }
  }

  /** Returns whether the output has the picture's proportions only if its channels come last. */
  private static boolean hasChannelsLast(InputSize size, long... shape) {
    return shape.length == 4
        && shape[1] * size.width() == shape[2] * size.height()
        && shape[2] * size.width() != shape[3] * size.height();
  }

  /** Returns channels, height and width of one picture's output; zeros if the shape is none. */
  private static long[] planes(long... shape) {
    int sides = shape.length;
    if (sides == 4 && shape[0] == 1) {
      return new long[] {shape[1], shape[2], shape[3]};
    }
    // A squeeze has removed the batch dimension, the dimension of a single channel, or both.
    return switch (sides) {
      case 2 -> new long[] {1, shape[0], shape[1]};
      case 3 -> new long[] {shape[0], shape[1], shape[2]};
      default -> new long[3];
    };
  }
}
