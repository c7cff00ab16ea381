package dev.weir.cli.shell;

import dev.weir.frame.Redactor;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values that the user gave in arguments, environment and file. Errors of picocli, Kafka and
 * other libraries repeat such values; this class removes the passwords from them. Filled before
 * parsing; then read by any thread.
 */
public final class GivenValues {
  private static final int LEAST = 4; // a shorter password would hide parts of other words

  // Matches text that may hold a password; host:port lists and class names stay readable.
  private static final Pattern SUSPECT =
      Pattern.compile(
          "(?is).*(@|:[/\\\\]|\\b(rtsps?|https?|srt|rtmps?|udp|tcp|ftp):"
              + "|pass|pwd|psw|secret|token|key|auth|login|credential|jaas).*");
  private static final Pattern USER =
      Pattern.compile("(?s).*?[A-Za-z][A-Za-z0-9+.-]*:[/\\\\]*[^:@]*:(.*)@.*");

  // Longest first: a value may be part of another.
  private final Map<String, String> shown =
      new TreeMap<>(
          Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Collects values from the command line and from Weir's environment variables. */
  public GivenValues(String[] args, Map<String, String> environment) {
    for (String arg : args) {
      add(arg);
      if (arg.startsWith("-") && arg.indexOf('=') > 0) {
        add(arg.substring(arg.indexOf('=') + 1));
      }
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("WEIR_")) {
            add(value);
            value.lines().map(String::strip).forEach(this::add);
          }
        });
  }

  /** Adds values from the configuration file. */
  public void addAll(Collection<String> values) {
    values.forEach(this::add);
  }

  private void add(String value) {
    if (value.length() < LEAST || !SUSPECT.matcher(value).matches()) {
      return;
    }
    boolean option = value.startsWith("-") && value.indexOf('=') > 0;
    int from = option ? value.indexOf('=') + 1 : 0;
    String form = value.substring(0, from) + SourceArgument.parse(value.substring(from));
    if (!form.equals(value)) {
      shown.put(value, form);
    }
    var user = USER.matcher(value);
    if (user.matches() && user.group(1).length() >= LEAST) {
      shown.put(user.group(1), Redactor.HIDDEN);
    }
  }

  /** Returns the text on one line, without the given passwords or anything that looks like one. */
  public String line(String text) {
    String hidden = hide(text);
    return Redactor.printable(
        hidden
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  /** Returns the text without passwords; keeps its lines. */
  public String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> value : shown.entrySet()) {
      hidden = hidden.replace(value.getKey(), value.getValue());
    }
    return hidden.lines().map(Redactor::text).collect(Collectors.joining("\n"));
  }
}
