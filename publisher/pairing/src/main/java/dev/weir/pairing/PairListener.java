package dev.weir.pairing;

import dev.weir.pairing.join.Pair;
import java.util.List;

/**
 * Receives every pair.
 *
 * <ol>
 *   <li>Called on the stage's single thread, never concurrently.
 *   <li>The pairs of one camera arrive in frame order. A pair repeats only after the stage restarts
 *       or its partition moves (at least once).
 *   <li>Must not block: no other camera is paired while it runs.
 *   <li>May keep the pair's arrays, but must not change them.
 * </ol>
 */
@FunctionalInterface
public interface PairListener {
  /** Called when a frame and its mask have been paired. */
  void paired(Pair pair);

  /**
   * Combines listeners and calls them in order. A listener that fails does not keep the others from
   * being called.
   *
   * @return a listener that throws the first failure, with later ones suppressed
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
