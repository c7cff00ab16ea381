package dev.weir.street;

/**
 * Randomness without a state: the same numbers give the same answer, in whatever order they are
 * asked, so that any moment of a drive can be rendered by itself.
 */
final class Hash {
  private Hash() {}

  /** A well mixed number (the finaliser of SplitMix64; Steele, Lea, Flood, OOPSLA 2014). */
  static long mix(long seed, long a, long b) {
    long z = seed + a * 0x9E3779B97F4A7C15L + b * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to below 1. */
  static double unit(long seed, long a, long b) {
    return (mix(seed, a, b) >>> 11) * 0x1p-53;
  }

  /** From {@code low} to below {@code high}. */
  static double between(double low, double high, long seed, long a, long b) {
    return low + (high - low) * unit(seed, a, b);
  }

  /** From 0 to {@code n - 1}. */
  static int below(int n, long seed, long a, long b) {
    return (int) (unit(seed, a, b) * n);
  }
}
