package dev.weir.training.layout;

import dev.weir.training.data.LabeledImage;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the values or colors in label pictures: for each, a class of the network, a set of
 * its classes, or void. Immutable.
 */
final class LabelTable {
  private final boolean ignoring;
  private final Map<Integer, Integer> codes;
  private final Map<Integer, Integer> codesOfColors;

  /**
   * Creates a table.
   *
   * @param codes pixel value to the byte in {@link LabeledImage#labels()}
   * @param codesOfColors {@code 0xRRGGBB} to the same
   */
  LabelTable(Map<Integer, Integer> codes, Map<Integer, Integer> codesOfColors) {
    this(false, codes, codesOfColors);
  }

  private LabelTable(
      boolean ignoring, Map<Integer, Integer> codes, Map<Integer, Integer> codesOfColors) {
    this.ignoring = ignoring;
    this.codes = new HashMap<>(codes);
    this.codesOfColors = new HashMap<>(codesOfColors);
  }

  /** A table that takes every value and color for void, for uses that need only the pictures. */
  static LabelTable ignoring() {
    return new LabelTable(true, Map.of(), Map.of());
  }

  /** What a value means; empty if nothing. */
  OptionalInt value(int value) {
    return found(codes.get(value));
  }

  private OptionalInt found(@Nullable Integer code) {
    if (ignoring) {
      return OptionalInt.of(LabeledImage.VOID & 0xFF);
    }
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /** What a color means; empty if nothing. */
  OptionalInt color(int rgb) {
    return found(codesOfColors.get(rgb));
  }

  /** Whether label pictures can be in color. */
  boolean hasColors() {
    return ignoring || !codesOfColors.isEmpty();
  }

  /** The values that mean something, for messages: {@code 0 to 11, 255}. */
  String values() {
    StringBuilder text = new StringBuilder();
    int[] all = codes.keySet().stream().mapToInt(v -> v).sorted().toArray();
    for (int first = 0; first < all.length; first++) {
      int last = first;
      while (last + 1 < all.length && all[last + 1] == all[last] + 1) {
        last++;
      }
      text.append(text.isEmpty() ? "" : ", ").append(all[first]);
      if (last > first) {
        text.append(last == first + 1 ? ", " : " to ").append(all[last]);
      }
      first = last;
    }
    return text.toString();
  }
}
