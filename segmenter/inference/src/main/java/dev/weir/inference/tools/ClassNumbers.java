package dev.weir.inference.tools;

import ai.onnxruntime.OnnxTensor;
import dev.weir.inference.ModelException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** Reads the class numbers that a network returns, whatever their type. */
final class ClassNumbers {
  private ClassNumbers() {}

  /**
   * Returns the largest class number.
   *
   * @throws ModelException if one is negative
   */
  static long largest(String file, String output, OnnxTensor tensor) throws ModelException {
    long least = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (long number : of(tensor)) {
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

  /** Returns the class numbers of the output as longs. */
  static long[] of(OnnxTensor tensor) {
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
