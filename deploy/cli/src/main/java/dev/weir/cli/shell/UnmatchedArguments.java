package dev.weir.cli.shell;

import dev.weir.frame.text.SpellingSuggestion;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that no command accepts. */
public final class UnmatchedArguments {
  private UnmatchedArguments() {}

  /**
   * Refuses them even with {@code --help} or {@code --version}, where picocli ignores them.
   *
   * @throws UnmatchedArgumentException if any command on the line has one
   */
  public static void refuse(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (!at.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(at.commandSpec().commandLine(), at.unmatched());
      }
    }
  }

  /**
   * Returns the error for a word where a subcommand is expected; empty if the command has no
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
