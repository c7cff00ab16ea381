package dev.weir.mask;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The classes of masks, by the model that each mask names: its header says {@code name@digest}, not
 * the classes. Immutable.
 *
 * @param byModel by {@code name@digest}
 * @param fallback of masks whose model is none of these
 */
public record ModelClasses(Map<String, ClassMap> byModel, ClassMap fallback) {
  private static final Pattern BESIDES = Pattern.compile("(@[^@+]*)\\+[^@]*$");
  private static final Pattern DIGEST = Pattern.compile("@[^@]*$");

  public ModelClasses {
    byModel = Collections.unmodifiableMap(new LinkedHashMap<>(byModel)); // keeps the order
  }

  /** The same classes, whatever the model. */
  public static ModelClasses all(ClassMap classes) {
    return new ModelClasses(Map.of(), classes);
  }

  /**
   * Of several models; the first one's classes are those of masks by others.
   *
   * @throws IllegalArgumentException if there is no model
   */
  public static ModelClasses of(Map<String, ClassMap> byModel) {
    return new ModelClasses(
        byModel,
        byModel.values().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no model: expected at least one")));
  }

  /**
   * The classes of a mask.
   *
   * @param model {@code name@digest}, as the mask's header has it; one of the same name stands in
   *     for one that was trained or exported again. What was done besides its network ({@code
   *     name@digest+crf}) changes no classes
   */
  public ClassMap of(String model) {
    ClassMap asItIs = byModel.get(model); // asked for every mask: no pattern where none is needed
    if (asItIs != null) {
      return asItIs;
    }
    ClassMap exactly = byModel.get(BESIDES.matcher(model).replaceFirst("$1"));
    if (exactly != null) {
      return exactly;
    }
    return byModel.entrySet().stream()
        .filter(e -> name(e.getKey()).equals(name(model)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(fallback);
  }

  private static String name(String model) {
    return DIGEST.matcher(model).replaceFirst("");
  }
}
