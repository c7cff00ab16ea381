package dev.weir.inference.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Shared libraries")
class SharedLibrariesTest {
  @Test
  void ofThisSystemAreThoseThatItsLoaderFinds() {
    assumeTrue(
        Files.exists(Path.of("/etc/ld.so.cache")), "no loader's cache: not Linux with glibc");

    SharedLibraries here = SharedLibraries.ofThisSystem();

    assertThat(here.has("libc.so.6")).isTrue();
    assertThat(here.has("libstdc++.so.6")).isTrue();
    assertThat(here.has("libcudart.so.0")).isFalse();
    assertThat(here.insteadOf("libc.so.5"))
        .extracting(p -> p.getFileName().toString())
        .contains("libc.so.6");
    assertThat(here.insteadOf("libnobody.so.1")).isEmpty();
  }

  @Test
  void areNotFoundAtABrokenLink(@TempDir Path folder) throws IOException {
    // Given
    Files.createSymbolicLink(folder.resolve("libcublas.so.12"), Path.of("removed.so"));
    Files.createFile(folder.resolve("libcublas.so.13"));

    // When
    SharedLibraries libraries = SharedLibraries.in(folder);

    // Then
    assertThat(libraries.has("libcublas.so.12")).isFalse();
    assertThat(libraries.insteadOf("libcublas.so.12"))
        .containsExactly(folder.resolve("libcublas.so.13"));
  }
}
