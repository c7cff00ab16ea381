package dev.weir.street;

/**
 * Pseudorandom numbers that are the same each time: every draw is a hash of the seed, the purpose
 * and the number of earlier draws. Not thread-safe.
 */
final class Dice {
  private long state;

  private Dice(long state) {
    this.state = state;
  }

  static Dice of(long seed, long purpose, long index) {
    return new Dice(hash(seed, purpose, index));
  }

  static long hash(long a, long b, long c) {
    return mix(mix(mix(a + 0x9E3779B97F4A7C15L) + b) * 0xD1342543DE82EF95L + c);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** From 0 (inclusive) to {@code count} (exclusive). */
  int below(int count) {
    return (int) (unit() * count);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  int pick(int... choices) {
    return choices[below(choices.length)];
  }
}
