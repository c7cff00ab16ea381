package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option's value where the command line is silent: the environment, then the YAML file, then the
 * option's own default. Filled once before parsing; then read only.
 */
final class Settings implements IDefaultValueProvider {
  private final Map<String, String> environment;
  private final Map<String, String> file = new HashMap<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the file that {@code --config} or {@code WEIR_CONFIG} names, if one does.
   *
   * @throws UsageException if there is none or it is not a flat YAML map
   */
  void load(String[] args) {
    String path = environment.get("WEIR_CONFIG");
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--config=")) {
        path = args[i].substring("--config=".length());
      } else if (args[i].equals("--config") && i + 1 < args.length) {
        path = args[i + 1];
      }
    }
    if (path != null) {
      read(Path.of(path));
    }
  }

  private void read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UsageException(
          "--config %s: no such file; expected a YAML file of settings".formatted(path));
    }
    JsonNode root;
    try {
      root = new ObjectMapper(new YAMLFactory()).readTree(path.toFile());
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "--config %s: not YAML: %s".formatted(path, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UsageException("--config %s: %s".formatted(path, e.getMessage()), e);
    }
    if (!root.isObject()) {
      throw new UsageException(
          "--config %s: expected lines of key: value, found %s"
              .formatted(path, root.getNodeType().toString().toLowerCase(Locale.ROOT)));
    }
    for (Map.Entry<String, JsonNode> e : root.properties()) {
      file.put(e.getKey(), text(e.getValue()));
    }
  }

  /** Lists become comma-separated, maps key=value, as the options that take several are split. */
  private static String text(JsonNode node) {
    if (node.isArray()) {
      StringJoiner joined = new StringJoiner(",");
      node.forEach(n -> joined.add(n.asText()));
      return joined.toString();
    }
    if (node.isObject()) {
      StringJoiner joined = new StringJoiner(",");
      node.properties().forEach(e -> joined.add(e.getKey() + "=" + e.getValue().asText()));
      return joined.toString();
    }
    return node.asText();
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^-+", "");
    String fromEnvironment =
        environment.get("WEIR_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return fromEnvironment != null ? fromEnvironment : file.get(name);
  }
}
