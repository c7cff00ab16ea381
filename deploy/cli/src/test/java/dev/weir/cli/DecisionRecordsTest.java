package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All records have one form, so that readers find a decision from the list of files. */
@DisplayName("A decision record")
class DecisionRecordsTest {
  private static final Pattern TITLE = Pattern.compile("# (\\d+)\\. (.+)");
  private static final Pattern HEADING = Pattern.compile("^## (.+)$", Pattern.MULTILINE);

  static List<Markdown> records() throws IOException {
    return Markdown.pages().stream()
        .filter(page -> page.toString().contains("docs/decisions/"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasATitleADateAndThreeHeadings(Markdown page) {
    String[] lines = page.text().split("\n", 4);

    assertThat(lines[0]).matches(TITLE);
    assertThat(lines[2]).matches("Date: \\d{4}-\\d{2}-\\d{2}\\b.*");
    assertThat(HEADING.matcher(page.prose()).results().map(m -> m.group(1)))
        .containsExactly("Context", "Decision", "Alternatives");
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasAFileNamedAfterItsTitle(Markdown page) {
    Matcher title = TITLE.matcher(page.text().lines().findFirst().orElseThrow());
    assertThat(title.matches()).isTrue();
    String words =
        title
            .group(2)
            .toLowerCase(Locale.ROOT)
            .replaceAll("['`,]", "")
            .replaceAll("[^a-z0-9]+", "-");

    assertThat(page.path().getFileName())
        .hasToString("%04d-%s.md".formatted(Integer.parseInt(title.group(1)), words));
  }

  @Test
  void hasANumberOfItsOwn() throws IOException {
    assertThat(records().stream().map(page -> page.path().getFileName().toString().substring(0, 4)))
        .doesNotHaveDuplicates();
  }
}
