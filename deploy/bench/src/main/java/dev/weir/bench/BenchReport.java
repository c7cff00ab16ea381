package dev.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a benchmark: a table, the machine and a final line of key=value pairs; the same as
 * JSON.
 */
public final class BenchReport {
  private static final int WIDTH = 12;
  private static final int GAP = 2;

  private final MachineInfo machine = MachineInfo.here();
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final Map<String, Object> result = new LinkedHashMap<>();

  /** Adds a row; the keys of the first row are the table's header. */
  public void row(Map<String, Object> row) {
    rows.add(row);
  }

  /** Adds a key and value to the result line. */
  public void result(String key, Object value) {
    result.put(key, value);
  }

  /**
   * Prints the report, and writes the JSON file if {@code json} is given.
   *
   * @throws IOException if the file cannot be written
   */
  public void print(PrintWriter out, @Nullable Path json) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.copyOf(rows.get(0).keySet()));
    rows.forEach(row -> lines.add(row.values().stream().map(BenchReport::text).toList()));
    int[] widths = widths(lines);
    lines.forEach(cells -> out.println(line(cells, widths)));
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

  /** Returns each column's width: the default, or its longest text plus a gap if that is wider. */
  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
    Arrays.fill(widths, WIDTH);
    for (List<String> cells : lines) {
      for (int i = 0; i < cells.size(); i++) {
        widths[i] = Math.max(widths[i], cells.get(i).length() + GAP);
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length()));
    }
    return line.toString().stripTrailing();
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, Math.abs(number) < 10 ? "%.3f" : "%.1f", number)
        : value.toString();
  }
}
