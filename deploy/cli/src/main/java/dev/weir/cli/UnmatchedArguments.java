package dev.weir.cli;

import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that no command knows. */
final class UnmatchedArguments {
  private UnmatchedArguments() {}

  /**
   * Refuses them where help or the version is asked for too: picocli lets them pass there.
   *
   * @throws UnmatchedArgumentException if there is one, of whichever command on the line
   */
  static void refuse(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (!at.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(at.commandSpec().commandLine(), at.unmatched());
      }
    }
  }

  /** The same failure; if a command was misspelled, with the commands that there are. */
  static ParameterException explained(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return e;
    }
    CommandLine command = e.getCommandLine();
    Set<String> names = command.getSubcommands().keySet();
    String first = unmatched.getUnmatched().get(0);
    if (names.isEmpty() || first.startsWith("-")) {
      return e;
    }
    String near =
        Nearest.to(first, names)
            .map(name -> "did you mean " + name + "?")
            .orElse("expected one of " + String.join(", ", names));
    return new ParameterException(command, "'%s': no such command; %s".formatted(first, near), e);
  }
}
