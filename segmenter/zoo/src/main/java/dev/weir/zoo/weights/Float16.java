package dev.weir.zoo.weights;

/** IEEE 754 binary16, which Java supports only from version 20 on. */
public final class Float16 {
  private Float16() {}

  /** The nearest half, ties to even; infinity beyond 65504. */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000) {
      return (short) (sign | 0x7E00); // not a number
    }
    if (magnitude >= 0x477FF000) {
      return (short) (sign | 0x7C00); // rounds to infinity
    }
    if (magnitude < 0x38800000) {
      // Subnormal: adding 0.5 lets the float unit shift and round the fraction.
      float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | (Float.floatToRawIntBits(shifted) - 0x3F000000));
    }
    int odd = (magnitude >>> 13) & 1;
    return (short) (sign | ((magnitude - 0x38000000 + 0xFFF + odd) >>> 13));
  }

  /** Exact conversion. */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      float value = fraction * 0x1p-24f;
      return sign == 0 ? value : -value;
    }
    int bits = exponent == 31 ? 0x7F800000 : (exponent + 112) << 23;
    return Float.intBitsToFloat(sign | bits | (fraction << 13));
  }
}
