package dev.weir.cli.shell;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.weir.frame.Redactor;
import dev.weir.frame.TextFile;
import dev.weir.frame.text.SpellingSuggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Default values for options not on the command line: from the environment, else the YAML file,
 * else the option's default. An option with several values takes a list or a map of key and value
 * from the file, and one value per line from the environment; its {@code split} is {@link #BETWEEN}
 * or {@link #BETWEEN_OR_COMMA}. Filled once before parsing; then only read.
 *
 * <p>A key in the file that is not an option is refused. An unknown variable is allowed: other
 * programs use {@code WEIR_…} names too, such as Kubernetes for a service called weir.
 */
public final class Settings implements IDefaultValueProvider {
  /** Separates the values of one option internally; users never type it. */
  public static final String BETWEEN = "\u001F";

  /** The same, or a typed comma, for options whose values never contain commas. */
  public static final String BETWEEN_OR_COMMA = "[,\u001F]";

  private static final Set<String> NEVER = Set.of("help", "version", "config");

  private final Map<String, String> environment;
  private final Map<String, JsonNode> file = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  public Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the file named by {@code --config} or {@code WEIR_CONFIG}, if any.
   *
   * @param command the root; the file may set its options and those of its subcommands
   * @throws UsageException if the file is missing, is not a YAML map, or has a key that is not an
   *     option
   */
  public void load(String[] args, CommandLine command) {
    given.addAll(List.of(args));
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
      Set<String> names = new TreeSet<>();
      collect(command, names);
      names.removeAll(NEVER);
      for (String key : file.keySet()) {
        if (!names.contains(key)) {
          RenamedNames.refuseKey(path, key);
          throw new UsageException(unknown(path, key, names));
        }
      }
    }
  }

  private static void collect(CommandLine command, Set<String> names) {
    command.getCommandSpec().options().forEach(o -> names.add(name(o)));
    command.getSubcommands().values().forEach(c -> collect(c, names));
  }

  private static String unknown(String path, String key, Set<String> names) {
    String near =
        SpellingSuggestion.to(key, names)
            .map(n -> "did you mean " + n + "?")
            .orElse("weir COMMAND --help");
    return "--config %s: '%s' is not an option; %s".formatted(path, Redactor.name(key), near);
  }

  private void read(Path path) {
    if (!Files.exists(path)) {
      throw new UsageException(
          "--config %s: no such file; expected a YAML file of settings".formatted(path));
    }
    JsonNode root;
    try {
      root = new ObjectMapper(new YAMLFactory()).readTree(TextFile.read(path));
    } catch (JsonProcessingException e) {
      // The exception and its cause repeat the lines around the mistake, including passwords.
      JsonLocation at = e.getLocation();
      throw new UsageException(
          "--config %s: not YAML%s; expected lines of key: value, with quotes around values that contain any of : # @ { [ \" ' or begin with * & ! |%%"
              .formatted(
                  path,
                  at == null
                      ? ""
                      : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr())));
    } catch (IOException e) {
      throw new UsageException("--config " + e.getMessage(), e);
    }
    if (!root.isObject()) {
      throw new UsageException(
          "--config %s: expected lines of key: value, found %s"
              .formatted(path, root.getNodeType().toString().toLowerCase(Locale.ROOT)));
    }
    for (Map.Entry<String, JsonNode> e : root.properties()) {
      file.put(e.getKey(), e.getValue());
    }
  }

  /** Returns every value of the file in the form that options receive. */
  public List<String> fileValues() {
    return file.values().stream().flatMap(Settings::values).toList();
  }

  /** Returns a list's values one by one, and a map's (also inside a list) as {@code key=value}. */
  private static Stream<String> values(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).flatMap(Settings::values);
    }
    if (node.isObject()) {
      return node.properties().stream()
          .flatMap(e -> values(e.getValue()).map(value -> e.getKey() + "=" + value));
    }
    return node.isNull() ? Stream.empty() : Stream.of(node.asText());
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option) || isGivenFlag(option)) {
      return null;
    }
    String fromEnvironment =
        environment.get("WEIR_" + name(option).toUpperCase(Locale.ROOT).replace('-', '_'));
    if (fromEnvironment != null) {
      return option.isMultiValue()
          ? fromEnvironment.strip().replaceAll("\\s*\\R\\s*", BETWEEN)
          : fromEnvironment;
    }
    JsonNode fromFile = file.get(name(option));
    if (fromFile == null || fromFile.isNull()) {
      return null;
    }
    return values(fromFile).collect(Collectors.joining(option.isMultiValue() ? BETWEEN : ","));
  }

  /** picocli sets a flag given on the command line to the opposite of its default. */
  private boolean isGivenFlag(OptionSpec option) {
    return option.arity().max() == 0 && Arrays.stream(option.names()).anyMatch(given::contains);
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
