package dev.weir.stream.options;

import dev.weir.image.MemoryBudget;
import dev.weir.inference.PixelCost;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How many pixels go through a line: so many that what they cost fits into the heap and the
 * machine, and that no frame holds up its partition for long.
 *
 * @param ofFrame that one frame may have
 * @param together that may be with the engine at once, at least as many: lanes wait for each other
 *     rather than take more memory than there is
 */
public record PixelLimit(long ofFrame, int together) {
  /**
   * Twice as long as the largest usual frame takes on a slow core; with transactions less is left.
   */
  private static final Duration UNHURRIED = Duration.ofSeconds(15);

  /** A mask, twice while it is encoded, and its rows. */
  private static final int HEAP_BYTES = 3;

  /** A progressive JPEG's coefficients while it is decoded. */
  private static final int DECODER_BYTES = 12;

  /** Of a batch's buffers: a frame's pixels and their classes. */
  private static final int BATCH_BYTES = 4;

  /**
   * The limit of one line.
   *
   * @param cost of the line's engine
   * @param memory for this line
   * @param stalled after which an engine counts as stalled: a frame must not take nearly as long,
   *     or it would stop the stage, again at each start
   * @param wanted by the user, who knows better; but not more than the engine's buffers hold
   */
  public static PixelLimit of(
      PixelCost cost,
      PipelineOptions line,
      MemoryBudget memory,
      Duration stalled,
      OptionalLong wanted) {
    long buffers = (long) BATCH_BYTES * line.batches();
    long fits =
        memory.pixels(cost.heapBytes() + HEAP_BYTES, cost.nativeBytes() + buffers + DECODER_BYTES);
    double share = Math.min(1, stalled.toMillis() / (double) UNHURRIED.toMillis());
    long usual = Math.max(1, Math.min((long) (share * cost.usualPixels()), fits));
    long most = Math.min(wanted.orElse(usual), cost.mostPixels());
    return new PixelLimit(most, (int) Math.min(Integer.MAX_VALUE, Math.max(most, fits)));
  }
}
