package dev.weir.mask;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The classes of a mask: class {@code i} is the {@code i}-th entry. Immutable.
 *
 * @param classes 1 to 256 classes with distinct names
 */
public record ClassMap(List<ClassMap.Entry> classes) {
  /**
   * CamVid's 11 classes as published with SegNet (Badrinarayanan et al., 2017), in their usual
   * colors.
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
   * The 19 Cityscapes classes used for scoring (Cordts et al., CVPR 2016), in train ID order and in
   * the colors of the dataset's own tools.
   */
  public static final ClassMap CITYSCAPES =
      new ClassMap(
          List.of(
              new Entry("road", 0x804080),
              new Entry("sidewalk", 0xF423E8),
              new Entry("building", 0x464646),
              new Entry("wall", 0x66669C),
              new Entry("fence", 0xBE9999),
              new Entry("pole", 0x999999),
              new Entry("traffic light", 0xFAAA1E),
              new Entry("traffic sign", 0xDCDC00),
              new Entry("vegetation", 0x6B8E23),
              new Entry("terrain", 0x98FB98),
              new Entry("sky", 0x4682B4),
              new Entry("person", 0xDC143C),
              new Entry("rider", 0xFF0000),
              new Entry("car", 0x00008E),
              new Entry("truck", 0x000046),
              new Entry("bus", 0x003C64),
              new Entry("train", 0x005064),
              new Entry("motorcycle", 0x0000E6),
              new Entry("bicycle", 0x770B20)));

  /**
   * One class.
   *
   * @param name the lowercase name shown to users
   * @param rgb its color, {@code 0xRRGGBB}
   */
  public record Entry(String name, int rgb) {
    public Entry {
      if (name.isBlank()) {
        throw new IllegalArgumentException("class name: expected text, found nothing");
      }
      if ((rgb & 0xFF000000) != 0) {
        throw new IllegalArgumentException(
            "class '%s': color 0x%x, expected 0x000000 to 0xffffff".formatted(name, rgb));
      }
    }

    /** Returns the color as {@code #rrggbb}. */
    public String hex() {
      return "#%06x".formatted(rgb);
    }
  }

  public ClassMap {
    classes = List.copyOf(classes);
    if (classes.isEmpty() || classes.size() > 256) {
      throw new IllegalArgumentException(
          "%d classes: expected 1 to 256, because a pixel is one byte".formatted(classes.size()));
    }
    HashSet<String> names = new HashSet<>();
    for (Entry e : classes) {
      if (!names.add(e.name())) {
        throw new IllegalArgumentException(
            "class name '%s' occurs twice: expected distinct names".formatted(e.name()));
      }
    }
  }

  /**
   * Creates classes from parallel lists of names and colors.
   *
   * @throws IllegalArgumentException if the lists differ in length
   */
  public static ClassMap of(List<String> names, List<Integer> rgbs) {
    if (names.size() != rgbs.size()) {
      throw new IllegalArgumentException(
          "%d class names and %d colors: expected the same number of each"
              .formatted(names.size(), rgbs.size()));
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      entries.add(new Entry(names.get(i), rgbs.get(i)));
    }
    return new ClassMap(entries);
  }

  /** Returns the number of classes. */
  public int size() {
    return classes.size();
  }

  /** Returns the name of a class. */
  public String name(int classId) {
    return classes.get(classId).name();
  }

  /** Returns the color of a class, {@code 0xRRGGBB}. */
  public int rgb(int classId) {
    return classes.get(classId).rgb();
  }
}
