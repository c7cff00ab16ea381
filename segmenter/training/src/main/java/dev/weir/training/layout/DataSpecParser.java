package dev.weir.training.layout;

import dev.weir.frame.text.QueryParameters;
import dev.weir.frame.text.QueryParameters.Parameter;
import dev.weir.training.data.DataException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses data as users name it. */
final class DataSpecParser {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<kind>synthetic:street|[a-z]+)(?:=(?<folder>[^?]*?))?(?:\\?(?<options>[^:]*))?(?::(?<weight>\\d+(?:\\.\\d+)?))?");

  private DataSpecParser() {}

  /**
   * Parses a user's text.
   *
   * @throws DataException if it has none of the forms of {@link DataSpec}
   */
  static DataSpec parse(String text) {
    Matcher m = TEXT.matcher(text.strip());
    Optional<DataKind> kind = m.matches() ? DataKind.of(m.group("kind")) : Optional.empty();
    if (kind.isEmpty()) {
      throw new DataException(
          "data '%s': expected one of %s, with ?key=value&... and :WEIGHT if needed"
              .formatted(text, String.join(", ", DataKind.forms())));
    }
    String folder = m.group("folder") == null ? "" : m.group("folder");
    double weight = m.group("weight") == null ? 1 : Double.parseDouble(m.group("weight"));
    Map<String, String> options =
        m.group("options") == null ? Map.of() : options(text, m.group("options"));
    return new DataSpec(kind.get(), folder, options, weight);
  }

  private static Map<String, String> options(String text, String joined) {
    Map<String, String> options = new LinkedHashMap<>();
    for (Parameter option : QueryParameters.of(joined)) {
      if (option.value().isEmpty()) {
        throw new DataException(
            "data '%s': option '%s', expected key=value".formatted(text, option.text()));
      }
      if (options.put(option.key(), option.value()) != null) {
        throw new DataException(
            "data '%s': option '%s' twice; expected it once, with commas between several values"
                .formatted(text, option.key()));
      }
    }
    return options;
  }
}
