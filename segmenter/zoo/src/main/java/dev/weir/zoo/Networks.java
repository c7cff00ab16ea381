package dev.weir.zoo;

import java.util.List;
import java.util.Locale;

/** The networks by name. */
public final class Networks {
  private Networks() {}

  /** All names, in alphabetical order. */
  public static List<String> names() {
    return List.of(Icnet.NAME);
  }

  /**
   * A network by its name, in any case.
   *
   * @param classes 1 to 256
   * @param width channels as a multiple of the published ones, from 1
   * @throws IllegalArgumentException if there is none of that name, classes or width
   */
  public static Network of(String name, int classes, int width) {
    if (name.toLowerCase(Locale.ROOT).equals(Icnet.NAME)) {
      return new Icnet(classes, width);
    }
    throw new IllegalArgumentException(
        "network '%s': expected one of %s".formatted(name, String.join(", ", names())));
  }
}
