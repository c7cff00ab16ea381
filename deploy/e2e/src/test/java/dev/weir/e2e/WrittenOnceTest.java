package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logic that several modules need, and the one class that has it. Read from the sources. */
@DisplayName("Shared logic is written once")
class WrittenOnceTest {
  private static final Path ROOT = Path.of("..", "..");

  private static final TreeMap<String, String> SOURCES = new TreeMap<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> java =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> f.toString().contains("/src/main/"))
              .toList();
      for (Path file : java) {
        SOURCES.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(SOURCES).hasSizeGreaterThan(300);
  }

  @ParameterizedTest(name = "{0} only in {1}")
  @CsvSource({
    "'\".part\"', WholeFile.java",
    "[xX](, PixelSize.java",
    "(ms|s), DurationText.java",
    "'split(\"&\"', QueryParameters.java",
    "LevenshteinDistance, SpellingSuggestion.java",
    "'case \"cityscapes\"', ClassSets.java",
    "'content-type ''%s''', MediaEncoding.java",
    "there is one for all cameras already, CameraRulesParser.java",
    "wrapped.getCause() == null, KafkaConnection.java"
  })
  void isFoundOnlyInItsClass(String sign, String owner) {
    assertThat(classesWith(Pattern.quote(sign))).containsExactly(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "'int\\[\\] row = new int\\[b\\.length\\(\\) \\+ 1\\]'", // an edit distance
    "'e\\.getCause\\(\\) == null \\? e : e\\.getCause\\(\\)'" // the cause of a topic error
  })
  void hasNoCopyAsThereWasBefore(String form) {
    assertThat(classesWith(form)).isEmpty();
  }

  private static Stream<String> classesWith(String form) {
    Pattern pattern = Pattern.compile(form);
    return SOURCES.entrySet().stream()
        .filter(e -> pattern.matcher(e.getValue()).find())
        .map(Map.Entry::getKey);
  }
}
