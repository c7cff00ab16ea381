package dev.weir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a bench found: a table, the machine, and a last line of key=value; the same as JSON. */
final class BenchReport {
  private static final int WIDTH = 12;

  private final Machine machine = Machine.here();
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final Map<String, Object> result = new LinkedHashMap<>();

  /** Adds a row; the first one's keys head the table. */
  void row(Map<String, Object> row) {
    rows.add(row);
  }

  /** Adds to the last line. */
  void result(String key, Object value) {
    result.put(key, value);
  }

  /**
   * Prints, and writes the JSON file if one is wanted.
   *
   * @throws IOException if the file cannot be written
   */
  void print(PrintWriter out, @Nullable Path json) throws IOException {
    out.println(line(rows.get(0).keySet()));
    for (Map<String, Object> row : rows) {
      out.println(line(row.values()));
    }
    out.println(machine);
    StringBuilder last = new StringBuilder();
    result.forEach(
        (key, value) ->
            last.append(last.isEmpty() ? "" : " ").append(key).append('=').append(text(value)));
    out.println(last);
    if (json != null) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(json.toFile(), Map.of("machine", machine, "rows", rows, "result", result));
    }
  }

  private static String line(Iterable<?> cells) {
    StringBuilder line = new StringBuilder();
    for (Object cell : cells) {
      line.append(String.format(Locale.ROOT, "%-" + WIDTH + "s", text(cell)));
    }
    return line.toString().stripTrailing();
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, Math.abs(number) < 10 ? "%.3f" : "%.1f", number)
        : value.toString();
  }
}
