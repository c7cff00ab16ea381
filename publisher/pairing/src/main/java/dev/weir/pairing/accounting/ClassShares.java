package dev.weir.pairing.accounting;

import dev.weir.mask.ClassMap;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How many pixels each class of a mask has. Immutable. */
public final class ClassShares {
  /** Of no pixels. */
  public static final ClassShares NONE = new ClassShares(new long[256], 0);

  private final long[] pixels;
  private final long total;

  private ClassShares(long[] pixels, long total) {
    this.pixels = pixels;
    this.total = total;
  }

  /** Counts a mask's classes, one byte a pixel. */
  public static ClassShares count(byte[] classes) {
    long[] pixels = new long[256];
    for (byte c : classes) {
      pixels[c & 0xFF]++;
    }
    return new ClassShares(pixels, classes.length);
  }

  /** The share of a class, 0 to 1. */
  double of(int classId) {
    return total == 0 ? 0 : (double) pixels[classId] / total;
  }

  /**
   * The classes that are there, largest share first; one without a name is called by its number.
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
