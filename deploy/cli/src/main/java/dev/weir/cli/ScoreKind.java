package dev.weir.cli;

import dev.weir.zoo.ForeignOutput;
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
  ForeignOutput of(ForeignOutput found) {
    if (this == AUTO) {
      return found;
    }
    if (found.kind() == ForeignOutput.Kind.CLASSES) {
      throw new UsageException(
          "--scores %s: its output '%s' is class numbers; leave --scores away"
              .formatted(name().toLowerCase(Locale.ROOT), found.name()));
    }
    return found.of(this == LOGITS ? ForeignOutput.Kind.SCORES : ForeignOutput.Kind.SIGMOIDS);
  }
}
