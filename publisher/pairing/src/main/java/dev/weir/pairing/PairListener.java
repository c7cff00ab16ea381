package dev.weir.pairing;

import dev.weir.pairing.join.Pair;
import java.util.List;

/**
 * Told of every pair.
 *
 * <ol>
 *   <li>Called on the stage's one thread, never by two threads at once.
 *   <li>A camera's pairs come in the order of their frames; none comes twice unless the stage was
 *       restarted or its partition moved (at least once).
 *   <li>Must not block: while it runs, no other camera is paired.
 *   <li>Must not change the pair's arrays; it may keep them.
 * </ol>
 */
@FunctionalInterface
public interface PairListener {
  /** A frame and its mask have met. */
  void paired(Pair pair);

  /**
   * Tells all of them, in order; one that fails keeps no other from being told.
   *
   * @return a listener that throws the first failure, with further ones suppressed
   */
  static PairListener all(List<PairListener> listeners) {
    List<PairListener> each = List.copyOf(listeners);
    return pair -> {
      RuntimeException first = null;
      for (PairListener listener : each) {
        try {
          listener.paired(pair);
        } catch (RuntimeException e) {
          if (first == null) {
            first = e;
          } else {
            first.addSuppressed(e);
          }
        }
      }
      if (first != null) {
        throw first;
      }
    };
  }
}
