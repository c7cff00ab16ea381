package dev.weir.cli.shell;

import dev.weir.frame.Redactor;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the user gave in arguments, environment and file, so that text which repeats it can be
 * printed without its passwords: errors of picocli, of Kafka and of other libraries repeat values
 * as they came. Filled before parsing; then read by any thread.
 */
public final class GivenValues {
  private static final int LEAST = 4; // a shorter password would hide parts of other words

  // What may hold a password; host:port lists and class names stay readable.
  private static final Pattern SUSPECT =
      Pattern.compile(
          "(?is).*(@|:[/\\\\]|\\b(rtsps?|https?|srt|rtmps?|udp|tcp|ftp):"
              + "|pass|pwd|psw|secret|token|key|auth|login|credential|jaas).*");
  private static final Pattern USER =
      Pattern.compile("(?s).*?[A-Za-z][A-Za-z0-9+.-]*:[/\\\\]*[^:@]*:(.*)@.*");

  // The longest first: a value may be a part of another.
  private final Map<String, String> shown =
      new TreeMap<>(
          Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Of the command line, and of those variables that are settings. */
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

  /** Of the file of settings. */
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

  /** Text on one line, without the passwords that were given and whatever looks like one. */
  public String line(String text) {
    String hidden = hide(text);
    return Redactor.printable(
        hidden
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  /** The same text without passwords. */
  public String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> value : shown.entrySet()) {
      hidden = hidden.replace(value.getKey(), value.getValue());
    }
    return hidden.lines().map(Redactor::text).collect(Collectors.joining("\n"));
  }
}
