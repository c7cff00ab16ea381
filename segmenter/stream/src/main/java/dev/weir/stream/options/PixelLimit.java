package dev.weir.stream.options;

import dev.weir.image.MemoryBudget;
import dev.weir.inference.PixelCost;
import java.util.OptionalLong;

/**
 * The pixel limits of a pipeline. They keep the pixels within the memory of the heap and the
 * machine, and keep a single frame from blocking its partition for long.
 *
 * @param ofFrame maximum pixels of one frame
 * @param together maximum pixels in the engine at once, at least {@code ofFrame}; inferences wait
 *     for each other when it is reached
 */
public record PixelLimit(long ofFrame, int together) {
  /** Bytes per pixel: a mask, two copies while it is encoded, and its rows. */
  private static final int HEAP_BYTES = 3;

  /** Bytes per pixel: the coefficients of a progressive JPEG during decoding. */
  private static final int DECODER_BYTES = 12;

  /** Bytes per pixel in a batch's buffers: the frame's pixels and their classes. */
  private static final int BATCH_BYTES = 4;

  /**
   * Returns the limit of one pipeline.
   *
   * @param cost pixel cost of the pipeline's engine
   * @param memory budget of this pipeline
   * @param wanted the user's limit, which overrides the computed one but is capped by the engine's
   *     buffers
   */
  public static PixelLimit of(
      PixelCost cost, PipelineOptions line, MemoryBudget memory, OptionalLong wanted) {
    long buffers = (long) BATCH_BYTES * line.batches();
    long fits =
        memory.pixels(cost.heapBytes() + HEAP_BYTES, cost.nativeBytes() + buffers + DECODER_BYTES);
    long max = Math.min(wanted.orElse(Math.min(cost.usualPixels(), fits)), cost.mostPixels());
    return new PixelLimit(max, (int) Math.min(Integer.MAX_VALUE, Math.max(max, fits)));
  }
}
