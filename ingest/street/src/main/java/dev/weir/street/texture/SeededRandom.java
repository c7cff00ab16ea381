package dev.weir.street.texture;

/**
 * Pseudorandom numbers that are the same each time: every draw is a hash of the seed, the purpose
 * and the number of earlier draws. Not thread-safe.
 */
public final class SeededRandom {
  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  public static SeededRandom of(long seed, long purpose, long index) {
    return new SeededRandom(hash(seed, purpose, index));
  }

  public static long hash(long a, long b, long c) {
    return mix(mix(mix(a + 0x9E3779B97F4A7C15L) + b) * 0xD1342543DE82EF95L + c);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  public double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  public double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** From 0 (inclusive) to {@code count} (exclusive). */
  public int below(int count) {
    return (int) (unit() * count);
  }

  public boolean chance(double probability) {
    return unit() < probability;
  }

  public int pick(int... choices) {
    return choices[below(choices.length)];
  }
}
