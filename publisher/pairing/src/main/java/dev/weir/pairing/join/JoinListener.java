package dev.weir.pairing.join;

import dev.weir.mask.Mask;

/** Where a {@link MergeJoin} puts its results; called inside its methods, in offset order. */
public interface JoinListener {
  /** A mask has met its frame. */
  void paired(Pair pair);

  /** A mask's frame cannot come any more. */
  void unpaired(Mask mask, UnpairedCause cause);

  /** A mask of a frame that was already paired, or passed over: the segmenter sent it again. */
  void duplicate(Mask mask);

  /** A later mask shows that this frame gets none: it was dropped, or is dead. */
  void passedOver(JoinFrame frame);
}
