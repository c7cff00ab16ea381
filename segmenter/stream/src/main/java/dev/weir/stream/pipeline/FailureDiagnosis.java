package dev.weir.stream.pipeline;

import dev.weir.stream.pipeline.Batch.Slot;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an engine on a batch and diagnoses failures. If the batch fails, each frame runs alone, and
 * then a plain small test image. If the test image succeeds, the frame was at fault and must not
 * block its partition forever. If it fails, the engine is broken, and no frame may be discarded for
 * that. As many threads call it at once as there are concurrent inferences.
 */
final class FailureDiagnosis {
  private static final Logger LOG = LoggerFactory.getLogger(FailureDiagnosis.class);
  private static final int PLAIN_WIDTH = 320;
  private static final int PLAIN_HEIGHT = 240;
  private static final int CHANNELS = 3;

  private final SegmentationEngine engine;

  FailureDiagnosis(SegmentationEngine engine) {
    this.engine = engine;
  }

  /**
   * Segments a batch.
   *
   * @return the frames without classes, with the reason
   * @throws InterruptedException if the engine was interrupted
   */
  Map<Slot, Outcome.Failed> segment(Batch batch) throws InterruptedException {
    List<Slot> slots = batch.slots();
    try {
      engine.segment(batch.frames(), slots.size(), batch.width(), batch.height(), batch.classes());
      return Map.of();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | OutOfMemoryError e) { // engines may throw any exception
      LOG.debug("inference failed frames={}, asking about each", slots.size(), e);
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

  private @Nullable Throwable failureOf(Slot slot, Batch batch) throws InterruptedException {
    try {
      engine.segment(batch.frame(slot), 1, batch.width(), batch.height(), batch.classes(slot));
      return null;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | OutOfMemoryError e) {
      return e;
    }
  }

  private boolean worksOtherwise() throws InterruptedException {
    int pixels = PLAIN_WIDTH * PLAIN_HEIGHT;
    try {
      engine.segment(
          ByteBuffer.allocateDirect(pixels * CHANNELS),
          1,
          PLAIN_WIDTH,
          PLAIN_HEIGHT,
          ByteBuffer.allocateDirect(pixels));
      return true;
    } catch (InterruptedException e) {
      throw e;
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
        "frame %s of %dx%d: the model fails on it, and works otherwise: %s"
            .formatted(
                job.frame().id(), job.frame().width(), job.frame().height(), cause.getMessage()),
        cause);
  }

  /** Returns the failure of a frame that needs more memory than there is. */
  static RuntimeException tooCostly(FrameJob job, OutOfMemoryError cause) {
    return new UnprocessableFrameException(
        "frame %s of %dx%d needs more memory than there is (%s); give the process more (-Xmx), or refuse such frames (--max-pixels)"
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
