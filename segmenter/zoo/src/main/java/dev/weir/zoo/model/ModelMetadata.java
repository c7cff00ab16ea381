package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.WidthMultiplier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Metadata of a deployed model, stored as string properties in the ONNX file.
 *
 * @param network a name of {@code Networks}
 * @param width channels as a multiple of the published ones
 * @param classNames class 0 first
 * @param classColors {@code 0xRRGGBB}, one per name
 * @param normalization of the pixels
 * @param size the network's working size; frames of any size are resized to it in the graph
 * @param provenance where the weights come from, as free text: data, terms, score, seed, epochs,
 *     commit
 */
public record ModelMetadata(
    String network,
    double width,
    List<String> classNames,
    List<Integer> classColors,
    Normalization normalization,
    InputSize size,
    Map<String, String> provenance) {
  private static final String PREFIX = "weir.";
  private static final String COLORS = "weir.colors";
  private static final String STD = "weir.std";
  private static final String FORMAT = PREFIX + "format";

  /** Models of this format may lack a digest. */
  private static final String FORMER = "1";

  /** Models of this format always carry a digest. */
  private static final String CURRENT = "2";

  private static final String PROVENANCE = PREFIX + "provenance.";

  public ModelMetadata {
    Objects.requireNonNull(network);
    WidthMultiplier.check(width);
    classNames = List.copyOf(classNames);
    classColors = List.copyOf(classColors);
    provenance = Map.copyOf(provenance);
    if (classNames.isEmpty() || classNames.size() != classColors.size()) {
      throw new IllegalArgumentException(
          "%d class names and %d colors: expected the same number of each, at least one"
              .formatted(classNames.size(), classColors.size()));
    }
    for (String name : classNames) {
      if (name.isBlank() || name.indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "class name '%s': expected text without a comma".formatted(name));
      }
    }
  }

  /** Whether a file with such a property is a Weir model. */
  static boolean marks(String property) {
    return property.equals(FORMAT);
  }

  /** Whether a property says that its model carries a digest. */
  static boolean promisesDigest(StringStringEntryProto property) {
    return property.getKey().equals(FORMAT) && !property.getValue().equals(FORMER);
  }

  /** Whether a property is a provenance entry, which contains the user's text. */
  static boolean isNote(String property) {
    return property.startsWith(PROVENANCE);
  }

  /** With one more provenance entry, or a new text for an existing one. */
  public ModelMetadata noted(String key, String text) {
    Map<String, String> notes = new LinkedHashMap<>(provenance);
    notes.put(key, text);
    return new ModelMetadata(network, width, classNames, classColors, normalization, size, notes);
  }

  /** As properties of a file. */
  public Map<String, String> toProperties() {
    Map<String, String> p = new LinkedHashMap<>();
    p.put(FORMAT, CURRENT);
    p.put("weir.network", network);
    p.put("weir.width", new WidthMultiplier(width).toString());
    p.put("weir.classes", String.join(",", classNames));
    p.put(COLORS, join(classColors.stream().map("#%06x"::formatted).toList()));
    p.put("weir.mean", join(normalization.mean()));
    p.put(STD, join(normalization.std()));
    p.put("weir.size", size.toString());
    // In a fixed order: the same weights and notes give the same file.
    new TreeMap<>(provenance).forEach((k, v) -> p.put(PROVENANCE + k, v));
    return p;
  }

  /**
   * From the properties of a file.
   *
   * @throws IllegalArgumentException if a property is missing or invalid
   */
  public static ModelMetadata fromProperties(Map<String, String> properties) {
    String format = required(properties, FORMAT);
    if (!format.equals(CURRENT) && !format.equals(FORMER)) {
      throw new IllegalArgumentException(
          "property %s is '%s', expected %s or %s; it was written by another version of Weir"
              .formatted(FORMAT, format, FORMER, CURRENT));
    }
    Map<String, String> provenance = new LinkedHashMap<>();
    properties.forEach(
        (k, v) -> {
          if (k.startsWith(PROVENANCE)) {
            provenance.put(k.substring(PROVENANCE.length()), v);
          }
        });
    return new ModelMetadata(
        required(properties, "weir.network"),
        Double.parseDouble(required(properties, "weir.width")),
        split(required(properties, "weir.classes")),
        split(required(properties, COLORS, "weir.colours")).stream().map(Integer::decode).toList(),
        new Normalization(
            floats(required(properties, "weir.mean")),
            floats(required(properties, STD, "weir.deviation"))),
        InputSize.parse(required(properties, "weir.size")),
        provenance);
  }

  /** A value under its name, or under the one that it had in earlier models. */
  private static String required(Map<String, String> properties, String key, String formerKey) {
    String former = properties.get(formerKey);
    return former != null && !properties.containsKey(key) ? former : required(properties, key);
  }

  private static String required(Map<String, String> properties, String key) {
    String value = properties.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it lacks the property " + key);
    }
    return value;
  }

  private static String join(List<?> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(v -> texts.add(v.toString()));
    return String.join(",", texts);
  }

  private static List<String> split(String text) {
    return Arrays.asList(text.split(",", -1));
  }

  private static List<Float> floats(String text) {
    return split(text).stream().map(Float::valueOf).toList();
  }
}
