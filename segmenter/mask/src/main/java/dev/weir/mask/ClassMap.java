package dev.weir.mask;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The classes of a mask: class {@code i} is the {@code i}-th entry. Immutable.
 *
 * @param classes 1 to 256 classes with different names
 */
public record ClassMap(List<ClassMap.Entry> classes) {
  /**
   * CamVid's 11 classes as published with SegNet (Badrinarayanan et al., 2017), in their usual
   * colours.
   */
  public static final ClassMap CAMVID =
      new ClassMap(
          List.of(
              new Entry("sky", 0x808080),
              new Entry("building", 0x800000),
              new Entry("pole", 0xC0C080),
              new Entry("road", 0x804080),
              new Entry("pavement", 0x3C28DE),
              new Entry("tree", 0x808000),
              new Entry("sign", 0xC08080),
              new Entry("fence", 0x404080),
              new Entry("car", 0x400080),
              new Entry("pedestrian", 0x404000),
              new Entry("bicyclist", 0x0080C0)));

  /**
   * One class.
   *
   * @param name lower case, as shown to people
   * @param rgb its colour, {@code 0xRRGGBB}
   */
  public record Entry(String name, int rgb) {
    public Entry {
      if (name.isBlank()) {
        throw new IllegalArgumentException("class name: expected text, found nothing");
      }
      if ((rgb & 0xFF000000) != 0) {
        throw new IllegalArgumentException(
            "class '%s': colour 0x%x, expected 0x000000 to 0xffffff".formatted(name, rgb));
      }
    }

    /** The colour as {@code #rrggbb}. */
    public String hex() {
      return "#%06x".formatted(rgb);
    }
  }

  public ClassMap {
    classes = List.copyOf(classes);
    if (classes.isEmpty() || classes.size() > 256) {
      throw new IllegalArgumentException(
          "%d classes: expected 1 to 256, one byte a pixel".formatted(classes.size()));
    }
    HashSet<String> names = new HashSet<>();
    for (Entry e : classes) {
      if (!names.add(e.name())) {
        throw new IllegalArgumentException(
            "class name '%s' stands twice: expected different names".formatted(e.name()));
      }
    }
  }

  /**
   * Classes from names and colours side by side.
   *
   * @throws IllegalArgumentException if the lists differ in length
   */
  public static ClassMap of(List<String> names, List<Integer> rgbs) {
    if (names.size() != rgbs.size()) {
      throw new IllegalArgumentException(
          "%d class names and %d colours: expected as many of each"
              .formatted(names.size(), rgbs.size()));
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      entries.add(new Entry(names.get(i), rgbs.get(i)));
    }
    return new ClassMap(entries);
  }

  /** How many classes there are. */
  public int size() {
    return classes.size();
  }

  /** The name of a class. */
  public String name(int classId) {
    return classes.get(classId).name();
  }

  /** The colour of a class, {@code 0xRRGGBB}. */
  public int rgb(int classId) {
    return classes.get(classId).rgb();
  }
}
