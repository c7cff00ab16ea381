package dev.weir.stream.options;

import dev.weir.image.MemoryBudget;
import dev.weir.inference.PixelCost;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The pixel limits of a pipeline. Frames within them fit in memory, and no frame delays its
 * partition for long.
 *
 * @param ofFrame maximum pixels of one frame
 * @param together maximum pixels in the engine at once, at least {@code ofFrame}; concurrent
 *     inferences wait for each other if they would exceed it
 */
public record PixelLimit(long ofFrame, int together) {
  /** Twice the time of the largest usual frame on a slow core. Transactions leave less time. */
  private static final Duration UNHURRIED = Duration.ofSeconds(15);

  /** Heap bytes per pixel of a mask: two copies while it is encoded, and its rows. */
  private static final int HEAP_BYTES = 3;

  /** Native bytes per pixel of a progressive JPEG's coefficients while it is decoded. */
  private static final int DECODER_BYTES = 12;

  /** Native bytes per pixel in the buffers of a batch: the pixels of a frame and their classes. */
  private static final int BATCH_BYTES = 4;

  /**
   * Returns the limits of one pipeline.
   *
   * @param cost what a pixel costs the model
   * @param memory the memory budget of this pipeline
   * @param stalled the stall timeout; frames that take almost as long would stop the stage
   * @param wanted the limit that the user set, if any; still limited by the model's buffers
   */
  public static PixelLimit of(
      PixelCost cost,
      PipelineOptions pipeline,
      MemoryBudget memory,
      Duration stalled,
      OptionalLong wanted) {
    long buffers = (long) BATCH_BYTES * pipeline.batches();
    long fits =
        memory.pixels(cost.heapBytes() + HEAP_BYTES, cost.nativeBytes() + buffers + DECODER_BYTES);
    double share = Math.min(1, stalled.toMillis() / (double) UNHURRIED.toMillis());
    long usual = Math.max(1, Math.min((long) (share * cost.usualPixels()), fits));
    long most = Math.min(wanted.orElse(usual), cost.mostPixels());
    return new PixelLimit(most, (int) Math.min(Integer.MAX_VALUE, Math.max(most, fits)));
  }
}
