package dev.weir.pairing;

import java.util.OptionalLong;

/** Looks up the current end offset of the frames topic for one partition. */
@FunctionalInterface
interface FramesEndOffset {
  /**
   * Asks the broker for the offset that the next frame will get; empty if the broker does not
   * answer.
   */
  OptionalLong ask();
}
