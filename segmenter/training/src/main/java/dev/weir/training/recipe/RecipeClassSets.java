package dev.weir.training.recipe;

import dev.weir.mask.ClassMap;
import java.util.Locale;

/** The class sets that a recipe can name. */
public final class RecipeClassSets {
  private RecipeClassSets() {}

  /**
   * Returns the class set with this name.
   *
   * @throws IllegalArgumentException if there is none
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
