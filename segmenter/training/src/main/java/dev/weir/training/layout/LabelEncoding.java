package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How label pictures encode their classes: as values (gray or palette) or as colors (RGB).
 *
 * @param classes the data's own classes; empty if only a mapping says what values mean
 * @param values pixel value to the index of a class, or to {@link #VOID}
 * @param colors {@code 0xRRGGBB} to the same
 */
record LabelEncoding(
    List<ClassMap.Entry> classes, Map<Integer, Integer> values, Map<Integer, Integer> colors) {
  /** Stands for no class. */
  static final int VOID = -1;

  private static final int VOID_VALUE = 255;
  private static final int BLACK = 0;

  LabelEncoding {
    classes = List.copyOf(classes);
    values = Map.copyOf(values);
    colors = Map.copyOf(colors);
  }

  /** Without classes of its own: only 255 has a meaning, which is void. */
  static LabelEncoding unknown() {
    return new LabelEncoding(List.of(), Map.of(VOID_VALUE, VOID), Map.of());
  }

  /**
   * The usual encoding: a value is the index of a class, a color is the color of a class. 255 and
   * black are void unless they are a class.
   *
   * @param voids more values that are void, even if a class has that index
   */
  static LabelEncoding of(ClassMap classes, int... voids) {
    Map<Integer, Integer> values = new LinkedHashMap<>();
    Map<Integer, Integer> colors = new LinkedHashMap<>();
    values.put(VOID_VALUE, VOID);
    colors.put(BLACK, VOID);
    for (int i = 0; i < classes.size(); i++) {
      values.put(i, i);
      colors.put(classes.rgb(i), i);
    }
    for (int value : voids) {
      values.put(value, VOID);
    }
    return new LabelEncoding(classes.classes(), values, colors);
  }
}
