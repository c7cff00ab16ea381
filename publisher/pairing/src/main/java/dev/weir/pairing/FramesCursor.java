package dev.weir.pairing;

import java.util.OptionalLong;

/** Where the frames of one partition are read. Called on the stage's thread. */
interface FramesCursor {
  /**
   * Asks the broker for the offset that the next frame will get; empty if the broker does not
   * answer.
   */
  OptionalLong end();

  /** Continues reading at this offset. */
  void seek(long offset);
}
