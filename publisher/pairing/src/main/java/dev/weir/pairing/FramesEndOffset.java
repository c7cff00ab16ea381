package dev.weir.pairing;

import java.util.OptionalLong;

/** Where the frames topic of a partition ends at the moment. */
@FunctionalInterface
interface FramesEndOffset {
  /** The offset that its next frame will have, asked of the broker now; empty if it is away. */
  OptionalLong ask();
}
