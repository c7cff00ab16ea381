package dev.weir.cli.shell;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Options that every command inherits from the root. */
@SuppressWarnings("UnusedVariable") // picocli reads and writes the fields
public final class CommonOptions {
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log more, and show stack traces.")
  private boolean verbose;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "YAML file of settings: the options' long names without dashes.")
  // Settings reads it before parsing; declared here for the help text
  private @Nullable Path config;

  /**
   * Returns whether verbose output is on: by an option at any level, the environment or the file.
   */
  public static boolean verbose(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      OptionSpec option = at.commandSpec().findOption("--verbose");
      if (at.matchedOptionValue("--verbose", false)
          || (option != null && Boolean.TRUE.equals(option.getValue()))) {
        return true;
      }
    }
    return false;
  }
}
