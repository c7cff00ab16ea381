package dev.weir.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A recipe's former key")
class RenamedKeysTest {
  @ParameterizedTest
  @CsvSource({
    "hard-share, ohem-min-kept, 0.1",
    "averaging, ema-decay, 0.9",
    "deviation, std, 0.3",
    "augmentation.colour, augmentation.color, 0.1"
  })
  void isAnsweredWithTheNewOne(String former, String now, String value) {
    assertThatThrownBy(() -> Recipe.read("icnet", Map.of(former, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'%s' was renamed to '%s'".formatted(former, now));
  }

  @Test
  void isReportedForAFileToo() {
    assertThatThrownBy(() -> Recipe.parse("like: icnet\naveraging: 0.9\n", "mine.yaml", Map.of()))
        .hasMessage("mine.yaml: key 'averaging' was renamed to 'ema-decay'");
  }

  @Test
  void isAcceptedInTheReportOfAnEarlierRun() throws IOException {
    // Given
    JsonNode report =
        new ObjectMapper()
            .readTree(
                "{\"averaging\": 0.9, \"hard-share\": 0.1, \"augmentation\": {\"colour\": 0.05}}");

    // When
    RenamedKeys.migrate(report);

    // Then
    assertThat(report.toString())
        .isEqualTo("{\"augmentation\":{\"color\":0.05},\"ema-decay\":0.9,\"ohem-min-kept\":0.1}");
  }
}
