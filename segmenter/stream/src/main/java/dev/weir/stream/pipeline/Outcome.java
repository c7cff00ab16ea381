package dev.weir.stream.pipeline;

import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.counts.DropCause;
import dev.weir.mask.Mask;

/** The outcome of a frame. */
public sealed interface Outcome {
  /** The frame has its mask. */
  record Masked(Mask mask) implements Outcome {}

  /** The frame was dropped. */
  record Dropped(DropCause cause) implements Outcome {}

  /**
   * The frame could not be processed.
   *
   * @param cause {@link MalformedMessageException} if the frame is broken, {@link
   *     EngineFailedException} if the engine is broken
   */
  record Failed(RuntimeException cause) implements Outcome {}
}
