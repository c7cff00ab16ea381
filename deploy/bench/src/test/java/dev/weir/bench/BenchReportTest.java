package dev.weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A benchmark report")
class BenchReportTest {
  @TempDir Path directory;

  @Test
  void isATableTheMachineALastLineAndTheSameAsJson() throws IOException {
    // Given
    BenchReport report = new BenchReport();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("size", "480x360");
    row.put("fps", 42.25);
    report.row(row);
    report.result("model", "icnet@1");
    report.result("ratio", 0.93);
    StringWriter out = new StringWriter();
    Path json = directory.resolve("bench.json");

    // When
    report.print(new PrintWriter(out), json);

    // Then
    assertThat(out.toString().lines())
        .hasSize(4)
        .startsWith("size        fps", "480x360     42.3")
        .endsWith("model=icnet@1 ratio=0.930");
    assertThat(out.toString()).containsPattern("machine: .+, \\d+ cores, \\d+ MB, Java 17");
    JsonNode written = new ObjectMapper().readTree(json.toFile());
    assertThat(written.at("/rows/0/fps").asDouble()).isEqualTo(42.25);
    assertThat(written.at("/result/ratio").asDouble()).isEqualTo(0.93);
    assertThat(written.at("/machine/cores").asInt()).isPositive();
  }

  @Test
  void keepsItsColumnsApartHoweverLongTheirTextsAre() throws IOException {
    // Given
    BenchReport report = new BenchReport();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("pipeline_fps", 8.25);
    row.put("ratio", 1.07);
    row.put("model", "icnet");
    report.row(row);
    StringWriter out = new StringWriter();

    // When
    report.print(new PrintWriter(out), null);

    // Then
    assertThat(out.toString().lines())
        .startsWith(
            "pipeline_fps  ratio       model", //
            "8.250         1.070       icnet");
  }
}
