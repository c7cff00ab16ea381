package dev.weir.training.layout;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.weir.frame.TextFile;
import dev.weir.training.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads class mappings, built-in ones and YAML files:
 *
 * <pre>
 * sidewalk: pavement                 # a class of the data to a class of the network
 * 7: [pedestrian, bicyclist]         # a pixel value to a set: one of them, unknown which
 * "#98fb98": void                    # a color to no class
 * </pre>
 */
final class MappingFiles {
  /** The mappings that Weir contains. */
  static final List<String> BUILT_IN = List.of("cityscapes-to-camvid", "idd-lite-to-camvid");

  private static final String VOID = "void";
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private MappingFiles() {}

  /**
   * Reads a mapping.
   *
   * @param nameOrFile one of {@link #BUILT_IN}, or a file
   * @throws DataException if there is none, or it cannot be read
   */
  static ClassMapping read(String nameOrFile) {
    JsonNode root;
    try {
      root = YAML.readTree(text(nameOrFile));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new DataException(
          "%s: not a YAML mapping, line %d: %s"
              .formatted(nameOrFile, line, e.getOriginalMessage().replaceFirst("(?s)\n.*", "")),
          e);
    }
    if (!root.isObject() || root.isEmpty()) {
      throw new DataException(
          "%s: expected lines such as 'sidewalk: pavement', found none".formatted(nameOrFile));
    }
    Map<String, List<String>> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      entries.put(entry.getKey(), targets(nameOrFile, entry.getKey(), entry.getValue()));
    }
    return new ClassMapping(nameOrFile, entries);
  }

  private static List<String> targets(String name, String key, JsonNode value) {
    List<String> targets = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> targets.add(text(name, key, one)));
    } else {
      targets.add(text(name, key, value));
    }
    if (targets.isEmpty() || (targets.size() > 1 && targets.contains(VOID))) {
      throw unusable(name, key, value);
    }
    return targets.contains(VOID) ? List.of() : targets;
  }

  private static String text(String name, String key, JsonNode value) {
    if (!value.isTextual() || value.asText().isBlank()) {
      throw unusable(name, key, value);
    }
    return value.asText().strip();
  }

  private static DataException unusable(String name, String key, JsonNode value) {
    return new DataException(
        "%s: '%s' is mapped to '%s': expected a class name, a list of class names, or void"
            .formatted(name, key, value));
  }

  private static String text(String nameOrFile) {
    try {
      if (BUILT_IN.contains(nameOrFile)) {
        try (InputStream in =
            MappingFiles.class.getResourceAsStream("maps/" + nameOrFile + ".yaml")) {
          if (in == null) {
            throw new IllegalStateException(
                "mapping %s is missing from Weir's jar".formatted(nameOrFile));
          }
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      Path file = Path.of(nameOrFile);
      if (!nameOrFile.isBlank() && Files.exists(file)) {
        return TextFile.read(file);
      }
    } catch (InvalidPathException e) {
      // not a file name; refused below
    } catch (IOException e) {
      throw new DataException("map=%s: %s".formatted(nameOrFile, e.getMessage()), e);
    }
    throw new DataException(
        "map=%s: no such file; expected a YAML file, or one of %s"
            .formatted(nameOrFile, String.join(", ", BUILT_IN)));
  }
}
