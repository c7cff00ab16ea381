package dev.weir.pairing.accounting;

import dev.weir.mask.ClassMap;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The number of pixels of each class in a mask. Immutable. */
public final class ClassShares {
  /** The shares of an empty mask. */
  public static final ClassShares NONE = new ClassShares(new long[256], 0);

  private final long[] pixels;
  private final long total;

  private ClassShares(long[] pixels, long total) {
    this.pixels = pixels;
    this.total = total;
  }

  /** Counts a mask's classes, one byte per pixel. */
  public static ClassShares count(byte[] classes) {
    long[] pixels = new long[256];
    for (byte c : classes) {
      pixels[c & 0xFF]++;
    }
    return new ClassShares(pixels, classes.length);
  }

  /** Returns the fraction of pixels of one class, 0 to 1. */
  double of(int classId) {
    return total == 0 ? 0 : (double) pixels[classId] / total;
  }

  /**
   * Returns the classes present, largest share first. A class without a name is keyed by its
   * number.
   */
  public Map<String, Double> byName(ClassMap map) {
    List<Integer> present =
        IntStream.range(0, 256)
            .filter(c -> pixels[c] > 0)
            .boxed()
            .sorted(Comparator.comparingLong((Integer c) -> pixels[c]).reversed())
            .toList();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int c : present) {
      shares.put(c < map.size() ? map.name(c) : "class " + c, of(c));
    }
    return shares;
  }
}
