package dev.weir.cli.shell;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Former names of options, commands and values. Using one gives an error with the new name. */
public final class RenamedNames {
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(Map.of("lanes", "concurrency", "deviation", "std"));

  /** Renamed subcommands, as {@code command former}. */
  private static final Map<String, String> COMMANDS = Map.of("models adopt", "models import");

  /** Renamed option values, as {@code option=former}. */
  private static final Map<String, String> VALUES =
      Map.of("inference=whole", "inference=full-frame");

  private RenamedNames() {}

  /**
   * Checks for former names before anything is parsed.
   *
   * @param environment settings named {@code WEIR_…}
   * @throws UsageException for the first one; the message gives the new name
   */
  public static void refuse(String[] args, Map<String, String> environment) {
    for (int i = 0; i < args.length; i++) {
      String next = i + 1 < args.length ? args[i + 1] : "";
      String command = COMMANDS.get(args[i] + " " + next);
      if (command != null) {
        throw renamed("weir %s %s".formatted(args[i], next), "weir " + command);
      }
      if (args[i].startsWith("--")) {
        String[] parts = args[i].substring(2).split("=", 2);
        refuseOption("--%s", parts[0]);
        refuseValue("--%s", parts[0], parts.length == 2 ? parts[1] : next);
      }
    }
    for (String option : OPTIONS.keySet()) {
      if (environment.containsKey(variable(option))) {
        throw renamed(variable(option), variable(OPTIONS.getOrDefault(option, option)));
      }
    }
    VALUES.keySet().stream()
        .map(value -> value.split("=", 2)[0])
        .forEach(o -> refuseValue("WEIR_%S", o, environment.getOrDefault(variable(o), "")));
  }

  /**
   * Checks a key of the file that {@code --config} names.
   *
   * @throws UsageException if it is a former name
   */
  static void refuseKey(String path, String key) {
    String now = OPTIONS.get(key);
    if (now != null) {
      throw renamed("--config %s: %s".formatted(path, key), now);
    }
  }

  private static void refuseOption(String form, String option) {
    String now = OPTIONS.get(option);
    if (now != null) {
      throw renamed(form.formatted(option), form.formatted(now));
    }
  }

  private static void refuseValue(String form, String option, String value) {
    String now = VALUES.get(option + "=" + value.toLowerCase(Locale.ROOT));
    if (now != null) {
      throw renamed(form.formatted(option) + " " + value, now.split("=", 2)[1]);
    }
  }

  private static String variable(String option) {
    return "WEIR_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static UsageException renamed(String former, String now) {
    return new UsageException("%s was renamed to %s".formatted(former, now));
  }
}
