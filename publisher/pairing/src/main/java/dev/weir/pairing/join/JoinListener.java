package dev.weir.pairing.join;

import dev.weir.mask.Mask;

/** Receives the results of a {@link MergeJoin}; called inside its methods, in offset order. */
public interface JoinListener {
  /**
   * Called when a mask was paired with its frame.
   *
   * @param maskOffset the mask's own offset
   */
  void paired(Pair pair, long maskOffset);

  /** Called when a mask's frame cannot arrive anymore. */
  void unpaired(Mask mask, UnpairedCause cause);

  /**
   * Called for a mask whose frame was already paired or passed over: the segmenter sent it again.
   */
  void duplicate(Mask mask);

  /** Called when a later mask shows that this frame gets no mask: it was dropped or is dead. */
  void passedOver(JoinFrame frame);
}
