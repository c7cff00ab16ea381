package dev.weir.training.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.frame.TextFile;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds recipe files and merges a recipe with the one that it inherits from. */
final class RecipeFiles {
  private static final String LIKE = "like";

  private RecipeFiles() {}

  /** Returns the names of the built-in recipes. */
  static List<String> names() {
    return Stream.concat(Networks.names().stream(), Stream.of("compare")).toList();
  }

  /**
   * Returns the text of a built-in recipe by its name, or of any other by its file.
   *
   * @throws IllegalArgumentException if there is no such recipe
   */
  static String text(String nameOrFile) throws IOException {
    if (names().contains(nameOrFile)) {
      try (InputStream in =
          RecipeFiles.class.getResourceAsStream("recipes/" + nameOrFile + ".yaml")) {
        if (in == null) {
          throw new IllegalStateException(
              "recipe %s is missing from Weir's jar".formatted(nameOrFile));
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    Path file = Path.of(nameOrFile);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "recipe '%s': no such file; expected a file, or one of the names %s"
              .formatted(nameOrFile, names()));
    }
    return TextFile.read(file);
  }

  /**
   * Adds the keys that a recipe inherits through {@code like}. Returns it unchanged if it has no
   * {@code like}.
   *
   * @throws IllegalArgumentException if the parent does not exist or has a {@code like} of its own
   */
  static JsonNode complete(JsonNode recipe, ObjectMapper yaml) throws IOException {
    if (!(recipe instanceof ObjectNode own) || !own.has(LIKE)) {
      return recipe;
    }
    String like = own.remove(LIKE).asText();
    JsonNode base = yaml.readTree(text(like));
    if (base.has(LIKE)) {
      throw new IllegalArgumentException(
          "like '%s': that recipe itself inherits from '%s', expected a recipe with every key"
              .formatted(like, base.path(LIKE).asText()));
    }
    return over(base, own);
  }

  /** Overrides the keys of {@code base} with those of {@code own}, also inside nested objects. */
  private static JsonNode over(JsonNode base, JsonNode own) {
    if (!(base instanceof ObjectNode all) || !own.isObject()) {
      return own;
    }
    for (Map.Entry<String, JsonNode> key : own.properties()) {
      JsonNode before = all.get(key.getKey());
      all.set(key.getKey(), before == null ? key.getValue() : over(before, key.getValue()));
    }
    return all;
  }
}
