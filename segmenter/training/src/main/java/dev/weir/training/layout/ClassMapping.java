package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps the labels of data to the classes of a network. Each entry maps a class name, a pixel value
 * or a color to a class, a set of classes, or void.
 *
 * @param name for messages
 * @param entries key to the names of classes; an empty list is void
 */
record ClassMapping(String name, Map<String, List<String>> entries) {
  private static final Pattern VALUE = Pattern.compile("\\d{1,5}");
  private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{6})");
  private static final int VOID = LabeledImage.VOID & 0xFF;

  ClassMapping {
    entries = new LinkedHashMap<>(entries); // in the order of the file, for messages
  }

  /** Maps each class to the class of the same name. */
  static ClassMapping identity(List<ClassMap.Entry> classes) {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    classes.forEach(c -> entries.put(c.name(), List.of(c.name())));
    return new ClassMapping("", entries);
  }

  /**
   * What label pictures mean to a network.
   *
   * @param target the network's classes
   * @param sets to which sets of classes are added
   * @throws DataException if an entry names an unknown class, or a class of the data has no entry
   */
  LabelTable table(LabelEncoding encoding, ClassMap target, LabelSets sets) {
    Map<String, Integer> codes = new HashMap<>();
    entries.forEach((key, classes) -> codes.put(key, code(key, classes, target, sets)));
    Map<Integer, Integer> values = new HashMap<>();
    Map<Integer, Integer> colors = new HashMap<>();
    Map<Integer, Integer> raw = new HashMap<>();
    Map<Integer, Integer> rawColors = new HashMap<>();
    Set<String> unknown = new TreeSet<>(codes.keySet());
    encoding.classes().forEach(c -> unknown.remove(c.name()));
    for (String key : List.copyOf(unknown)) {
      Matcher color = COLOR.matcher(key);
      if (VALUE.matcher(key).matches()) {
        raw.put(Integer.parseInt(key), codes.get(key));
        unknown.remove(key);
      } else if (color.matches()) {
        rawColors.put(Integer.parseInt(color.group(1), 16), codes.get(key));
        unknown.remove(key);
      }
    }
    if (!unknown.isEmpty()) {
      throw new DataException(
          "%s: '%s' is no class of the data: expected one of %s, a pixel value, or a color such as '#804080'"
              .formatted(name, unknown.iterator().next(), names(encoding.classes())));
    }
    fill(values, encoding.values(), raw, encoding.classes(), codes);
    fill(colors, encoding.colors(), rawColors, encoding.classes(), codes);
    requireAll(encoding, codes, raw, rawColors);
    return new LabelTable(values, colors);
  }

  private static void fill(
      Map<Integer, Integer> found,
      Map<Integer, Integer> encoded,
      Map<Integer, Integer> raw,
      List<ClassMap.Entry> classes,
      Map<String, Integer> codes) {
    encoded.forEach(
        (label, index) -> {
          if (index == LabelEncoding.VOID) {
            found.put(label, VOID);
          } else if (codes.containsKey(classes.get(index).name())) {
            found.put(label, codes.get(classes.get(index).name()));
          }
        });
    found.putAll(raw);
  }

  /** A class that is left out by mistake would silently become void. */
  private void requireAll(
      LabelEncoding encoding,
      Map<String, Integer> codes,
      Map<Integer, Integer> raw,
      Map<Integer, Integer> rawColors) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < encoding.classes().size(); i++) {
      int index = i;
      ClassMap.Entry entry = encoding.classes().get(i);
      boolean byValue =
          encoding.values().entrySet().stream()
              .anyMatch(e -> e.getValue() == index && raw.containsKey(e.getKey()));
      if (!codes.containsKey(entry.name()) && !byValue && !rawColors.containsKey(entry.rgb())) {
        missing.add(entry.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new DataException(
          "%s: no entry for %s: expected a class, a list of classes, or void for each class of the data"
              .formatted(name, String.join(", ", missing)));
    }
  }

  private int code(String key, List<String> classes, ClassMap target, LabelSets sets) {
    if (classes.isEmpty()) {
      return VOID;
    }
    List<String> known = target.classes().stream().map(ClassMap.Entry::name).toList();
    Set<Integer> set = new TreeSet<>();
    for (String one : classes) {
      if (!known.contains(one)) {
        throw new DataException(
            "%s: '%s' is mapped to '%s', which the network does not have: expected void or one of %s"
                .formatted(name, key, one, names(target.classes())));
      }
      set.add(known.indexOf(one));
    }
    return sets.code(set);
  }

  private static String names(List<ClassMap.Entry> classes) {
    return String.join(", ", classes.stream().map(ClassMap.Entry::name).toList());
  }
}
