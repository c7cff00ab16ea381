package dev.weir.training.recipe;

import dev.weir.mask.ClassMap;
import java.util.Locale;

/** The sets of classes that a recipe can name. */
public final class RecipeClassSets {
  private RecipeClassSets() {}

  /**
   * The classes of a name.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static ClassMap of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "camvid" -> ClassMap.CAMVID;
      case "cityscapes" -> ClassMap.CITYSCAPES;
      default ->
          throw new IllegalArgumentException(
              "classes '%s': expected camvid or cityscapes".formatted(name));
    };
  }
}
