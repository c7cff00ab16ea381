package dev.weir.frame.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the correct name for a misspelled one. */
public final class SpellingSuggestion {
  private static final int MOST_EDITS = 3;

  private SpellingSuggestion() {}

  /**
   * Returns the name with the fewest edits; empty if none is close enough. Close is at most three
   * edits, and at most half of what was written.
   */
  public static Optional<String> to(String written, Collection<String> names) {
    int max = Math.min(MOST_EDITS, written.length() / 2);
    return nearest(written, names).filter(name -> edits(written, name) <= max);
  }

  /** Returns the name with the fewest edits; empty only if there are no names. */
  public static Optional<String> nearest(String written, Collection<String> names) {
    return names.stream().min(Comparator.comparingInt(name -> edits(written, name)));
  }

  /** Counts insertions, deletions and replacements. */
  private static int edits(String written, String name) {
    return LevenshteinDistance.getDefaultInstance().apply(written, name);
  }
}
