package dev.weir.pairing;

import dev.weir.image.MemoryBudget;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Clock;
import java.util.Objects;

/**
 * Options of a publisher.
 *
 * @param groupId the consumer group; publishers of one group share the partitions, and each group
 *     sees everything
 * @param startFrom where a group without committed offsets starts
 * @param overlays whether to write {@code OverlayTopic}; costs one decode and one encode per frame
 * @param stats whether to write {@code StatsTopic}
 * @param opacity of the mask over the frame in overlays, 0 (frame only) to 1 (mask only)
 * @param classes names and colors of the masks' classes, by model
 * @param partitions for topics that this publisher creates if neither frames nor masks exist yet,
 *     at least 1
 * @param replication for topics that it creates, at least 1
 * @param maxPixels frames and masks with more pixels are not read; at least 1
 * @param clock for latencies and rates
 */
@RecordBuilder
public record PublisherOptions(
    String groupId,
    StartFrom startFrom,
    boolean overlays,
    boolean stats,
    double opacity,
    ModelClasses classes,
    int partitions,
    short replication,
    long maxPixels,
    Clock clock)
    implements PublisherOptionsBuilder.With {
  /** The default consumer group. */
  public static final String DEFAULT_GROUP = "weir-publisher";

  /** The default opacity of the mask in overlays. */
  public static final double DEFAULT_OPACITY = 0.5;

  /** Slightly more than 8K (7680x4320): no streaming camera sends larger pictures. */
  private static final long MOST_PIXELS = 36_000_000;

  private static final int HEAP_BYTES_PER_PIXEL = 4;
  private static final int NATIVE_BYTES_PER_PIXEL = 20;

  /** Where a group without committed offsets starts. */
  public enum StartFrom {
    /** At the oldest mask still stored: frame accounting is complete. */
    EARLIEST,
    /** At the next mask that arrives: the page is live at once. */
    LATEST
  }

  public PublisherOptions {
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("group id: expected text, found nothing");
    }
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("opacity %s: expected 0 to 1".formatted(opacity));
    }
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "partitions %d, replication %d: expected each at least 1"
              .formatted(partitions, replication));
    }
    if (maxPixels < 1) {
      throw new IllegalArgumentException("max-pixels %d: expected at least 1".formatted(maxPixels));
    }
    Objects.requireNonNull(startFrom);
    Objects.requireNonNull(classes);
    Objects.requireNonNull(clock);
  }

  /**
   * Returns the defaults: overlays at half opacity, CamVid's classes, one partition, one replica,
   * the system clock, and pictures as large as this process has memory for.
   */
  public static PublisherOptions defaults() {
    return new PublisherOptions(
        DEFAULT_GROUP,
        StartFrom.EARLIEST,
        true,
        true,
        DEFAULT_OPACITY,
        ModelClasses.all(ClassMap.CAMVID),
        1,
        (short) 1,
        mostPixels(MemoryBudget.ofThisProcess()),
        Clock.systemUTC());
  }

  /**
   * Returns the largest picture that fits in memory. Its classes and their decoder need heap; its
   * pixels, a progressive JPEG's coefficients and the overlay need native memory.
   */
  static long mostPixels(MemoryBudget memory) {
    return Math.min(MOST_PIXELS, memory.pixels(HEAP_BYTES_PER_PIXEL, NATIVE_BYTES_PER_PIXEL));
  }

  /** Returns a copy with other settings for created topics. */
  public PublisherOptions withTopics(int newPartitions, short newReplication) {
    return withPartitions(newPartitions).withReplication(newReplication);
  }
}
