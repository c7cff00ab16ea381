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
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network made elsewhere, run on noise as its file is: what exporters declare of an output is
 * often less than what comes, and a batch that they declare free is sometimes fixed inside.
 */
public final class ImportTrial {
  private static final Logger LOG = LoggerFactory.getLogger(ImportTrial.class);
  private static final float TOLERANCE = 1e-3f;

  /** The share of numbers that may differ between a batch and its pictures alone, by rounding. */
  private static final double MIXED = 0.01;

  private ImportTrial() {}

  /**
   * Runs it.
   *
   * @param output of its outputs, the one that says what a pixel is
   * @param size that it works at
   * @throws ModelException if it cannot be loaded or run, or gives neither scores nor class numbers
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
   * Whether two pictures at once give what each gives alone. A network that does not declare a free
   * batch is not tried.
   *
   * @throws ModelException if it cannot be loaded, or not run on one picture
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
        default -> Arrays.stream(numbers(tensor)).asDoubleStream().toArray();
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

  /** Opens it. A failure comes back as an exception; ONNX Runtime need not print it too. */
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

  /** As many pictures as there are values for. */
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
          ExternalModelOutput.Kind kind =
              ScoreValues.kind(tensor.getFloatBuffer(), channels, model.endsInSigmoid(output));
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
              largest(file, output, tensor));
        }
      }
      default -> {}
    }
    throw new ModelException(
        "%s: its output '%s' is %s %s, expected scores, float [N, classes, h, w], or class numbers, int64, int32, uint8 or bool [N, h, w] or [N, 1, h, w]"
            .formatted(file, output, tensor.getInfo().type, Arrays.toString(shape)));
  }

  /**
   * Whether the sides of an output have the proportions of the picture only if channels are last.
   */
  private static boolean hasChannelsLast(InputSize size, long... shape) {
    return shape.length == 4
        && shape[1] * size.width() == shape[2] * size.height()
        && shape[2] * size.width() != shape[3] * size.height();
  }

  /** Channels, height and width of one picture's output; noughts if it is none. */
  private static long[] planes(long... shape) {
    int sides = shape.length;
    if (sides == 4 && shape[0] == 1) {
      return new long[] {shape[1], shape[2], shape[3]};
    }
    // A squeeze has taken away the picture's side, or that of a single channel.
    return switch (sides) {
      case 2 -> new long[] {1, shape[0], shape[1]};
      case 3 -> new long[] {shape[0], shape[1], shape[2]};
      default -> new long[3];
    };
  }

  private static long largest(String file, String output, OnnxTensor tensor) throws ModelException {
    long least = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (long number : numbers(tensor)) {
      least = Math.min(least, number);
      largest = Math.max(largest, number);
    }
    if (least < 0) {
      throw new ModelException(
          "%s: its output '%s' gave class number %d on noise, expected numbers from 0"
              .formatted(file, output, least));
    }
    return largest;
  }

  private static long[] numbers(OnnxTensor tensor) {
    switch (tensor.getInfo().type) {
      case INT64 -> {
        LongBuffer longs = tensor.getLongBuffer();
        long[] numbers = new long[longs.remaining()];
        longs.get(numbers);
        return numbers;
      }
      case BOOL -> {
        ByteBuffer truths = tensor.getByteBuffer();
        long[] numbers = new long[truths.remaining()];
        Arrays.setAll(numbers, i -> truths.get(i) == 0 ? 0 : 1);
        return numbers;
      }
      case INT32 -> {
        IntBuffer ints = tensor.getIntBuffer();
        int[] numbers = new int[ints.remaining()];
        ints.get(numbers);
        return Arrays.stream(numbers).asLongStream().toArray();
      }
      default -> {
        ByteBuffer bytes = tensor.getByteBuffer();
        long[] numbers = new long[bytes.remaining()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Byte.toUnsignedLong(bytes.get());
        }
        return numbers;
      }
    }
  }
}
