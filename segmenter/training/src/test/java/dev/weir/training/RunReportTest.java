package dev.weir.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run's report")
class RunReportTest {
  @TempDir private Path folder;

  private static RunReport report(Unscored unscored) throws Exception {
    RunPoint point = new RunPoint(100, 1.5, 0.75, 0.001, 0.5, 0.8, Map.of("sky", 0.9), 0.25);
    return new RunReport(
        Recipe.read("icnet", Map.of()),
        List.of("camvid:3.0"),
        "camvid?split=val",
        "random",
        List.of(1f, 0.5f),
        "abc",
        List.of(point),
        unscored);
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    // Given
    RunReport report = report(new Unscored(3, 2.5, 0.125));
    Path file = folder.resolve("run.json");

    // When
    report.write(file);

    // Then
    assertThat(RunReport.read(file)).isEqualTo(report);
  }

  @Test
  void ofARunThatWasBegunBeforeUnscoredStepsWereKeptHasNone() throws Exception {
    // Given
    Path file = folder.resolve("run.json");
    ObjectNode older = Recipe.json().valueToTree(report(new Unscored(3, 2.5, 0.125)));
    assertThat(older.remove("unscored")).isNotNull();
    Files.writeString(file, older.toString());

    // When
    RunReport read = RunReport.read(file);

    // Then
    assertThat(read).isEqualTo(report(Unscored.NOTHING));
  }
}
