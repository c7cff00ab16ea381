package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A temporary folder")
class TemporaryFolderTest {
  @TempDir private Path parent;

  private TemporaryFolder create(long megabytes) {
    return TemporaryFolder.create(parent, "weir-test", megabytes);
  }

  @Test
  void isGoneWithAllThatIsInItOnceItIsClosed() throws IOException {
    // Given
    TemporaryFolder folder = create(1);
    Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "d");

    // When
    folder.close();
    folder.close();

    // Then
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void isRemovedByTheNextOneIfItsProcessWasKilled() throws IOException {
    // Given the remains of a killed process: files, and a lock file that nobody holds
    Path left = Files.createDirectories(parent.resolve("weir-test-123/topics"));
    Files.createFile(left.resolveSibling(".in-use"));
    Files.writeString(left.resolve("log"), "records");

    // When
    try (TemporaryFolder next = create(1)) {
      // Then
      assertThat(parent).isDirectoryContaining(next.path()::equals);
      assertThat(left.getParent()).doesNotExist();
    }
  }

  @Test
  void isKeptWhileAnotherOneUsesItOrItIsOfAnotherName() throws IOException {
    // Given
    Path other = Files.createDirectory(parent.resolve("weir-other-1"));
    Files.createFile(other.resolve(".in-use"));
    Path nobodys = Files.createDirectory(parent.resolve("weir-test-of-a-user"));
    try (TemporaryFolder first = create(1)) {
      // When
      create(1).close();

      // Then
      assertThat(first.path()).exists();
      assertThat(other).exists();
      assertThat(nobodys).exists();
    }
  }

  @Test
  void aFullFolderIsRefusedWithTheNeededSpaceAndASolution() {
    assertThatThrownBy(() -> create(1L << 40))
        .isInstanceOf(TemporaryFolderException.class)
        .hasMessageMatching(
            "the temporary folder %s cannot hold weir-test \\(\\d+ MB are free\\); expected a folder that can be written, with %d MB free: free space there, or name another folder with WEIR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"
                .formatted(parent, 1L << 40));
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void isRefusedWhereNothingCanBeWritten() {
    Path readOnly = Path.of("/proc");
    assumeTrue(Files.isDirectory(readOnly), "no /proc: not Linux");

    assertThatThrownBy(() -> TemporaryFolder.create(readOnly, "weir-test", 0))
        .isInstanceOf(TemporaryFolderException.class)
        .hasMessageStartingWith("the temporary folder /proc cannot hold weir-test (");
    assertThatThrownBy(() -> TemporaryFolder.create(parent.resolve("nowhere"), "weir-test", 0))
        .isInstanceOf(TemporaryFolderException.class)
        .hasMessageContaining("nowhere");
  }
}
