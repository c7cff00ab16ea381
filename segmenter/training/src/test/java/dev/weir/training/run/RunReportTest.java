package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.training.recipe.Recipe;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run's report")
class RunReportTest {
  @Test
  void usesTheOldDefaultsForKeysThatAnOlderReportLacks() throws IOException {
    // Given
    RunReport report = report(ProgressSinceScore.NOTHING);
    ObjectNode tree = Recipe.json().valueToTree(report);
    tree.remove("unscored");
    ((ObjectNode) tree.get("recipe")).remove(List.of("stages", "upsampling"));

    // When
    RunReport read = RunReport.parse(tree.toString());

    // Then: equal, so that the run is resumed
    assertThat(read).isEqualTo(report);
  }

  @Test
  void keepsUnscoredStepsOnlyIfTheyMatchTheResumedStep() throws IOException {
    // Given: stopped after step 7
    RunReport report = report(new ProgressSinceScore(7, 2, 3.0, 0.1));

    // When, then: an older checkpoint does not include these steps
    assertThat(report.until(7).unscored().meanLoss()).isEqualTo(1.5);
    assertThat(report.until(5).unscored()).isEqualTo(ProgressSinceScore.NOTHING);
  }

  private static RunReport report(ProgressSinceScore unscored) throws IOException {
    return new RunReport(
        Recipe.read("icnet", Map.of()),
        List.of("two:1"),
        "two",
        "random",
        List.of(1f, 1f),
        "abc",
        List.of(),
        unscored);
  }
}
