package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that is written whole")
class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void hasItsOldContentUntilTheNewOneIsComplete() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("report.json"), "old");

    // When
    WholeFile.write(
        file,
        part -> {
          Files.writeString(part, "new");
          assertThat(file).hasContent("old");
        });

    // Then
    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void keepsItsOldContentIfWritingFails() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("report.json"), "old");

    // When, Then
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    part -> {
                      Files.writeString(part, "ne");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void isWrittenOverWhatAnEarlierCrashLeft() throws IOException {
    // Given
    Path file = folder.resolve("report.json");
    Files.writeString(folder.resolve("report.json.part"), "half of a longer report");

    // When
    WholeFile.write(file, part -> Files.writeString(part, "new"));

    // Then
    assertThat(file).hasContent("new");
  }
}
