package dev.weir.stream.pipeline;

import dev.weir.inference.Segmenter;
import dev.weir.stream.pipeline.Batch.Slot;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a model on a batch and diagnoses failures. If the batch fails, each frame runs alone, and
 * then a plain small test image. If the test image succeeds, the frame was at fault and must not
 * block its partition forever. If it fails, the engine is broken, and no frame may be discarded for
 * that. As many threads call it at once as there are concurrent inferences.
 */
final class FailureDiagnosis {
  private static final Logger LOG = LoggerFactory.getLogger(FailureDiagnosis.class);
  private static final int PLAIN_WIDTH = 320;
  private static final int PLAIN_HEIGHT = 240;
  private static final int CHANNELS = 3;

  private final Segmenter segmenter;

  FailureDiagnosis(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  /**
   * Segments a batch.
   *
   * @return the frames without classes, with the reason
   */
  Map<Slot, Outcome.Failed> segment(Batch batch) {
    List<Slot> slots = batch.slots();
    try {
      segmenter.segment(
          batch.frames(), slots.size(), batch.height(), batch.width(), batch.classes());
      return Map.of();
    } catch (Exception | OutOfMemoryError e) { // native code may throw any exception
      LOG.debug("inference failed frames={}; each runs alone now", slots.size(), e);
    }
    Map<Slot, Outcome.Failed> failed = new HashMap<>();
    boolean works = false;
    for (Slot slot : List.copyOf(slots)) {
      Throwable cause = failureOf(slot, batch);
      if (cause != null) {
        works = works || worksOtherwise();
        failed.put(
            slot,
            new Outcome.Failed(works ? unprocessable(slot.job, cause) : broken(slot.job, cause)));
      }
    }
    return failed;
  }

  private @Nullable Throwable failureOf(Slot slot, Batch batch) {
    try {
      segmenter.segment(batch.frame(slot), 1, batch.height(), batch.width(), batch.classes(slot));
      return null;
    } catch (Exception | OutOfMemoryError e) {
      return e;
    }
  }

  private boolean worksOtherwise() {
    int pixels = PLAIN_WIDTH * PLAIN_HEIGHT;
    try {
      segmenter.segment(
          ByteBuffer.allocateDirect(pixels * CHANNELS),
          1,
          PLAIN_HEIGHT,
          PLAIN_WIDTH,
          ByteBuffer.allocateDirect(pixels));
      return true;
    } catch (Exception | OutOfMemoryError e) {
      LOG.debug("a plain picture fails too", e);
      return false;
    }
  }

  private static RuntimeException unprocessable(FrameJob job, Throwable cause) {
    if (cause instanceof OutOfMemoryError e) {
      return tooCostly(job, e);
    }
    return new UnprocessableFrameException(
        "frame %s of %dx%d: the model fails on this frame, but not on a plain picture: %s"
            .formatted(
                job.frame().id(), job.frame().width(), job.frame().height(), cause.getMessage()),
        cause);
  }

  /** Returns the failure of a frame that needs more memory than there is. */
  static RuntimeException tooCostly(FrameJob job, OutOfMemoryError cause) {
    return new UnprocessableFrameException(
        "frame %s of %dx%d: not enough memory (%s); increase the heap (-Xmx), or refuse such frames (--max-pixels)"
            .formatted(
                job.frame().id(), job.frame().width(), job.frame().height(), cause.getMessage()),
        cause);
  }

  /** Returns the failure of a frame whose engine is broken. */
  static EngineFailedException broken(FrameJob job, Throwable cause) {
    return new EngineFailedException(
        "the engine failed on %s: %s".formatted(job.frame().id(), cause.getMessage()), cause);
  }
}
