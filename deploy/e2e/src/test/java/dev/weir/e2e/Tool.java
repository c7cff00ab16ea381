package dev.weir.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs and data that a test needs. If a program is missing, the test is skipped with the
 * reason; in CI it fails.
 */
final class Tool {
  private Tool() {}

  /** Returns the path of a program. */
  static Path required(String program, String debianPackage) {
    Optional<Path> found =
        // Debian keeps servers in /usr/sbin, which is not on every user's path.
        Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
            .map(dir -> Path.of(dir, program))
            .filter(Files::isExecutable)
            .findFirst();
    String reason =
        "%s is not installed (Debian: apt install %s)".formatted(program, debianPackage);
    if (found.isEmpty() && System.getenv("CI") != null) {
      throw new AssertionError(reason);
    }
    assumeTrue(found.isPresent(), reason);
    return found.orElseThrow();
  }

  /**
   * Returns a file of the data that is never committed. If it is missing, the test is skipped, also
   * in CI.
   */
  static Path data(String name) {
    Path path = Path.of(System.getProperty("weir.data", "../shared"), "data", name);
    assumeTrue(Files.exists(path), () -> "no data at " + path);
    return path;
  }
}
