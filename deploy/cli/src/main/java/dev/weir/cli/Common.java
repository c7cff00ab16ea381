package dev.weir.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Options of every command, which inherit them from the root. */
@SuppressWarnings("UnusedVariable") // picocli reads and writes the fields
final class Common {
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more, and show stack traces.")
  private boolean verbose;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "YAML file of settings: the options' long names without dashes.")
  private @Nullable Path config; // read by Settings before parsing; here so that help names it

  /** Whether the command that was parsed asked for more. */
  static boolean verbose(ParseResult parsed) {
    ParseResult at = parsed;
    while (true) {
      if (at.matchedOptionValue("--verbose", false)) {
        return true;
      }
      ParseResult next = at.subcommand();
      if (next == null) {
        return false;
      }
      at = next;
    }
  }
}
