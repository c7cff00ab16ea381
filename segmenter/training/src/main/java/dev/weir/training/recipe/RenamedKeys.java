package dev.weir.training.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Former keys of recipes. A recipe file with a former key is rejected; a run's report is migrated.
 */
public final class RenamedKeys {
  /**
   * Former keys and their new names. A dot separates the key of an object from the key inside it.
   */
  private static final Map<String, String> KEYS =
      new TreeMap<>(
          Map.of(
              "hard-share", "ohem-min-kept",
              "averaging", "ema-decay",
              "deviation", "std",
              "augmentation.colour", "augmentation.color"));

  private RenamedKeys() {}

  /**
   * Checks the keys of a recipe file.
   *
   * @param name the recipe's name, for the message
   * @throws IllegalArgumentException if it has a former key; the message gives the new one
   */
  static void refuse(JsonNode recipe, String name) {
    for (Map.Entry<String, String> key : KEYS.entrySet()) {
      if (holder(recipe, key.getKey()).has(last(key.getKey()))) {
        throw new IllegalArgumentException(
            "%s: key '%s' was renamed to '%s'".formatted(name, key.getKey(), key.getValue()));
      }
    }
  }

  /**
   * Checks the key of one override.
   *
   * @throws IllegalArgumentException if it is a former key; the message gives the new one
   */
  static void refuse(String key) {
    String now = KEYS.get(key);
    if (now != null) {
      throw new IllegalArgumentException("key '%s' was renamed to '%s'".formatted(key, now));
    }
  }

  /** Moves values to their new keys, so that runs that started with former keys can be resumed. */
  public static void migrate(JsonNode recipe) {
    KEYS.forEach(
        (former, now) -> {
          if (holder(recipe, former) instanceof ObjectNode object && object.has(last(former))) {
            object.set(last(now), object.remove(last(former)));
          }
        });
  }

  private static JsonNode holder(JsonNode recipe, String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? recipe : recipe.path(key.substring(0, dot));
  }

  private static String last(String key) {
    return key.substring(key.indexOf('.') + 1);
  }
}
