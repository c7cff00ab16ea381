package dev.weir.cli.shell;

import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that no command knows. */
public final class UnmatchedArguments {
  private UnmatchedArguments() {}

  /**
   * Refuses them where help or the version is asked for too: picocli lets them pass there.
   *
   * @throws UnmatchedArgumentException if there is one, of whichever command on the line
   */
  public static void refuse(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (!at.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(at.commandSpec().commandLine(), at.unmatched());
      }
    }
  }

  /**
   * What to say of a word that stands where a command is expected; empty if the command has no
   * subcommands.
   */
  static Optional<String> noSuchCommand(CommandLine command, String word) {
    Set<String> names = command.getSubcommands().keySet();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String near =
        SpellingSuggestion.to(word, names)
            .map(name -> "did you mean " + name + "?")
            .orElse("expected one of " + String.join(", ", names));
    return Optional.of("'%s': no such command; %s".formatted(word, near));
  }
}
