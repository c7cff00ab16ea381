package dev.weir.cli.shell;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the name that a misspelled one most likely stands for. */
final class SpellingSuggestion {
  private static final int MOST_EDITS = 3;

  private SpellingSuggestion() {}

  /** Returns the name with the fewest edits; empty if none is close enough. */
  static Optional<String> to(String written, Collection<String> names) {
    int max = Math.min(MOST_EDITS, written.length() / 2);
    return names.stream()
        .filter(name -> edits(written, name) <= max)
        .min(Comparator.comparingInt(name -> edits(written, name)));
  }

  /** Counts insertions, deletions and replacements (Levenshtein distance). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
