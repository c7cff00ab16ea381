package dev.weir.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sets of classes that coarse labels name instead of one class. In label bytes, the first set
 * is {@value #FIRST_CODE}, the next one below it, and so on; classes count up from 0. All data of a
 * run shares one instance. It is filled while the data is opened, by one thread, and only read
 * afterwards.
 */
public final class LabelSets {
  /** The label byte of the first set. */
  public static final int FIRST_CODE = 254;

  private final int classes;
  private final List<Set<Integer>> sets = new ArrayList<>();

  /** No sets yet, for a network with this many classes. */
  public LabelSets(int classes) {
    this.classes = classes;
  }

  /**
   * Returns the label byte of a set of classes. A set of one class has the label of that class.
   *
   * @param set at least one class
   * @throws DataException if there are more sets than bytes
   */
  public int code(Set<Integer> set) {
    if (set.size() == 1) {
      return set.iterator().next();
    }
    int index = sets.indexOf(set);
    if (index < 0) {
      index = sets.size();
      if (FIRST_CODE - index < classes) {
        throw new DataException(
            "%d different sets of classes in label mappings, expected at most %d with %d classes"
                .formatted(index + 1, index, classes));
      }
      sets.add(Collections.unmodifiableSet(new TreeSet<>(set)));
    }
    return FIRST_CODE - index;
  }

  /** The sets, in the order of their label bytes: {@value #FIRST_CODE} first. */
  public List<Set<Integer>> all() {
    return List.copyOf(sets);
  }
}
