package dev.weir.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.platform.Fp16Conversions;
import dev.weir.zoo.ForeignModel;
import dev.weir.zoo.ForeignOutput;
import dev.weir.zoo.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A network made elsewhere, run once on noise as its file is: what exporters declare of an output
 * is often less than what comes.
 */
public final class ForeignTrial {
  private static final int CHANNELS = 3;
  private static final float TOLERANCE = 1e-3f;

  private ForeignTrial() {}

  /**
   * Runs it.
   *
   * @param output of its outputs, the one that says what a pixel is
   * @param size that it works at
   * @throws ModelException if it cannot be loaded or run, or gives neither scores nor class numbers
   */
  public static ForeignOutput run(ForeignModel model, String output, Size size)
      throws ModelException {
    String file = model.file().toString();
    try (OrtSession session = session(model);
        OnnxTensor image = noise(size, model.half());
        OrtSession.Result result = session.run(Map.of(model.input(), image), Set.of(output))) {
      OnnxValue value = result.get(0);
      if (value instanceof OnnxTensor tensor) {
        return seen(file, output, tensor);
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

  private static OrtSession session(ForeignModel model) throws OrtException {
    OrtEnvironment environment = OnnxEnvironment.get();
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return environment.createSession(model.toBytes(), options);
    }
  }

  private static OnnxTensor noise(Size size, boolean half) throws OrtException {
    int values = Math.multiplyExact(CHANNELS * size.height(), size.width());
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values * (half ? Short.BYTES : Float.BYTES))
            .order(ByteOrder.nativeOrder());
    Random random = new Random(1);
    for (int i = 0; i < values; i++) {
      float value = 4 * random.nextFloat() - 2;
      if (half) {
        bytes.putShort(Fp16Conversions.floatToFp16(value));
      } else {
        bytes.putFloat(value);
      }
    }
    return OnnxTensor.createTensor(
        OnnxEnvironment.get(),
        bytes.rewind(),
        new long[] {1, CHANNELS, size.height(), size.width()},
        half ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT);
  }

  private static ForeignOutput seen(String file, String output, OnnxTensor tensor)
      throws ModelException {
    long[] shape = tensor.getInfo().getShape();
    boolean planes = shape.length == 4;
    boolean picture = shape.length >= 3 && shape.length <= 4 && shape[0] == 1;
    int channels = picture && planes ? (int) shape[1] : 1;
    int height = picture ? (int) shape[shape.length - 2] : 0;
    int width = picture ? (int) shape[shape.length - 1] : 0;
    switch (tensor.getInfo().type) {
      case FLOAT, FLOAT16 -> {
        if (picture && planes) {
          return new ForeignOutput(
              output, kind(tensor.getFloatBuffer(), channels), channels, height, width, 0);
        }
      }
      case INT64, INT32, UINT8 -> {
        if (picture && channels == 1) {
          return new ForeignOutput(
              output, ForeignOutput.Kind.CLASSES, 1, height, width, largest(file, output, tensor));
        }
      }
      default -> {}
    }
    throw new ModelException(
        "%s: its output '%s' is %s %s, expected scores, float [N, classes, h, w], or class numbers, int64, int32 or uint8 [N, h, w] or [N, 1, h, w]"
            .formatted(file, output, tensor.getInfo().type, Arrays.toString(shape)));
  }

  /** Whether softmax was there already: numbers from 0 that add up to 1 in every pixel. */
  private static ForeignOutput.Kind kind(FloatBuffer scores, int channels) {
    int pixels = scores.remaining() / channels;
    for (int p = 0; p < pixels; p++) {
      float sum = 0;
      for (int c = 0; c < channels; c++) {
        float score = scores.get(c * pixels + p);
        if (!(score >= 0)) {
          return ForeignOutput.Kind.SCORES;
        }
        sum += score;
      }
      if (!(Math.abs(sum - 1) < TOLERANCE)) {
        return ForeignOutput.Kind.SCORES;
      }
    }
    return ForeignOutput.Kind.PROBABILITIES;
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
