package dev.weir.cli.models;

import dev.weir.cli.shell.UsageException;
import dev.weir.zoo.model.ExternalModelOutput;
import java.util.Locale;

/** The user's choice of score kind for a network that scores each class independently. */
enum ScoreKind {
  /** Determined by a trial run. */
  AUTO,
  /** Scores before a sigmoid. */
  LOGITS,
  /** Probabilities after a sigmoid. */
  PROBABILITIES;

  /**
   * Returns the output with the kind that the user stated.
   *
   * @throws UsageException if the output is class numbers
   */
  ExternalModelOutput of(ExternalModelOutput found) {
    if (this == AUTO) {
      return found;
    }
    if (found.kind() == ExternalModelOutput.Kind.CLASSES) {
      throw new UsageException(
          "--scores %s: its output '%s' is class numbers; omit --scores"
              .formatted(name().toLowerCase(Locale.ROOT), found.name()));
    }
    return found.of(
        this == LOGITS ? ExternalModelOutput.Kind.SCORES : ExternalModelOutput.Kind.SIGMOIDS);
  }
}
