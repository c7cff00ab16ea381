package dev.weir.mask;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the classes of a mask by the model that the mask names. A mask's header carries {@code
 * name@digest} but not the classes. Immutable.
 *
 * @param byModel classes by {@code name@digest}
 * @param fallback classes of masks from any other model
 */
public record ModelClasses(Map<String, ClassMap> byModel, ClassMap fallback) {
  private static final Pattern BESIDES = Pattern.compile("(@[^@+]*)\\+[^@]*$");
  private static final Pattern DIGEST = Pattern.compile("@[^@]*$");

  public ModelClasses {
    byModel = Collections.unmodifiableMap(new LinkedHashMap<>(byModel)); // keeps the order
  }

  /** Uses the same classes for every model. */
  public static ModelClasses all(ClassMap classes) {
    return new ModelClasses(Map.of(), classes);
  }

  /**
   * Uses the classes of several models. Masks from other models get the classes of the first one.
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
   * Returns the classes of a mask.
   *
   * @param model {@code name@digest} from the mask's header. If the digest is unknown, a model of
   *     the same name is used, because a model may be retrained or exported again. A suffix such as
   *     {@code +crf} is ignored, since it does not change the classes
   */
  public ClassMap of(String model) {
    ClassMap asItIs = byModel.get(model); // called for every mask: no regex in the common case
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
