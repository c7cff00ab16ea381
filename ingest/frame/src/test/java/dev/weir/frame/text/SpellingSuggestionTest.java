package dev.weir.frame.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A spelling suggestion")
class SpellingSuggestionTest {
  private static final List<String> NAMES = List.of("demo", "ingest", "--headless", "publish");

  @ParameterizedTest
  @CsvSource({
    "demoo, demo", // an insertion
    "ingst, ingest", // a deletion
    "publich, publish", // a replacement
    "--haedles, --headless" // three edits
  })
  void isTheNameWithTheFewestEdits(String written, String meant) {
    assertThat(SpellingSuggestion.to(written, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"dxyz", "unrelated", "d"})
  void isMissingIfNoNameIsClose(String written) {
    assertThat(SpellingSuggestion.to(written, NAMES)).isEmpty();
  }

  @Test
  void isTheNearestNameHoweverFarIfOneIsAskedFor() {
    assertThat(SpellingSuggestion.nearest("zzz", NAMES)).contains("demo");
    assertThat(SpellingSuggestion.nearest("demo", List.of())).isEmpty();
  }
}
