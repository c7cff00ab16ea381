package dev.weir.cli.models;

import dev.weir.cli.shell.UsageException;
import dev.weir.zoo.model.ExternalModelOutput;
import java.util.Locale;

/** What a user says of a network's scores, each of which stands for itself. */
enum ScoreKind {
  /** What a trial finds. */
  AUTO,
  /** Scores before a sigmoid. */
  LOGITS,
  /** Probabilities, as a sigmoid gives them. */
  PROBABILITIES;

  /**
   * The output as the user has it.
   *
   * @throws UsageException if the output is class numbers
   */
  ExternalModelOutput of(ExternalModelOutput found) {
    if (this == AUTO) {
      return found;
    }
    if (found.kind() == ExternalModelOutput.Kind.CLASSES) {
      throw new UsageException(
          "--scores %s: its output '%s' is class numbers; leave --scores away"
              .formatted(name().toLowerCase(Locale.ROOT), found.name()));
    }
    return found.of(
        this == LOGITS ? ExternalModelOutput.Kind.SCORES : ExternalModelOutput.Kind.SIGMOIDS);
  }
}
