package dev.weir.stream.pipeline;

import dev.weir.frame.MalformedMessageException;
import dev.weir.mask.Mask;

/** What became of a frame. */
public sealed interface Outcome {
  /** It has its mask. */
  record Masked(Mask mask) implements Outcome {}

  /** It was left out. */
  record Dropped(DropCause cause) implements Outcome {}

  /**
   * It could not be processed.
   *
   * @param cause {@link MalformedMessageException} if the frame is broken, {@link
   *     EngineFailedException} if the engine is
   */
  record Failed(RuntimeException cause) implements Outcome {}
}
