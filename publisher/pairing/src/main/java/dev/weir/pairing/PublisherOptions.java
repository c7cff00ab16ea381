package dev.weir.pairing;

import dev.weir.image.MemoryBudget;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import java.time.Clock;
import java.util.Objects;

/**
 * What a publisher does.
 *
 * @param groupId the consumer group; publishers of one group share the partitions, one of another
 *     group sees everything again
 * @param startFrom where a group starts that has no committed offset
 * @param overlays whether to write {@code OverlayTopic}; costs a decode and an encode for each
 *     frame
 * @param stats whether to write {@code StatsTopic}
 * @param opacity of the mask over the frame in overlays, 0 (frame alone) to 1 (mask alone)
 * @param classes names and colours of the masks' classes, by model
 * @param partitions of topics that this publisher creates where neither frames nor masks exist yet;
 *     from 1
 * @param replication of topics that it creates, from 1
 * @param maxPixels frames and masks of more are not read, from 1
 * @param clock of latencies and rates
 */
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
    Clock clock) {
  /** The consumer group unless named otherwise. */
  public static final String DEFAULT_GROUP = "weir-publisher";

  /** The mask's opacity in overlays unless told otherwise. */
  public static final double DEFAULT_OPACITY = 0.5;

  /** 8K, 7680x4320, and some more: no camera that streams sends larger pictures. */
  private static final long MOST_PIXELS = 36_000_000;

  private static final int HEAP_BYTES_PER_PIXEL = 4;
  private static final int NATIVE_BYTES_PER_PIXEL = 20;

  /** Where a group without committed offsets starts. */
  public enum StartFrom {
    /** With the oldest mask that is kept: the books are whole. */
    EARLIEST,
    /** With the next mask that arrives: what is on the page is live at once. */
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
   * Overlays at half opacity, CamVid's classes, one partition, one replica, pictures as large as
   * this process has memory for, the system's clock.
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
   * How large pictures may be: of one, classes and their decoder lie in the heap; its pixels, a
   * progressive JPEG's coefficients and the overlay beside it.
   */
  static long mostPixels(MemoryBudget memory) {
    return Math.min(MOST_PIXELS, memory.pixels(HEAP_BYTES_PER_PIXEL, NATIVE_BYTES_PER_PIXEL));
  }

  /** With another group. */
  public PublisherOptions withGroupId(String group) {
    return new PublisherOptions(
        group,
        startFrom,
        overlays,
        stats,
        opacity,
        classes,
        partitions,
        replication,
        maxPixels,
        clock);
  }

  /** Starting elsewhere. */
  public PublisherOptions withStartFrom(StartFrom from) {
    return new PublisherOptions(
        groupId,
        from,
        overlays,
        stats,
        opacity,
        classes,
        partitions,
        replication,
        maxPixels,
        clock);
  }

  /** With overlays or without. */
  public PublisherOptions withOverlays(boolean wanted) {
    return new PublisherOptions(
        groupId,
        startFrom,
        wanted,
        stats,
        opacity,
        classes,
        partitions,
        replication,
        maxPixels,
        clock);
  }

  /** With statistics or without. */
  public PublisherOptions withStats(boolean wanted) {
    return new PublisherOptions(
        groupId,
        startFrom,
        overlays,
        wanted,
        opacity,
        classes,
        partitions,
        replication,
        maxPixels,
        clock);
  }

  /** With another opacity. */
  public PublisherOptions withOpacity(double other) {
    return new PublisherOptions(
        groupId,
        startFrom,
        overlays,
        stats,
        other,
        classes,
        partitions,
        replication,
        maxPixels,
        clock);
  }

  /** With other classes. */
  public PublisherOptions withClasses(ModelClasses other) {
    return new PublisherOptions(
        groupId,
        startFrom,
        overlays,
        stats,
        opacity,
        other,
        partitions,
        replication,
        maxPixels,
        clock);
  }

  /** With other settings of topics that are created. */
  public PublisherOptions withTopics(int newPartitions, short newReplication) {
    return new PublisherOptions(
        groupId,
        startFrom,
        overlays,
        stats,
        opacity,
        classes,
        newPartitions,
        newReplication,
        maxPixels,
        clock);
  }

  /** With another limit of pixels. */
  public PublisherOptions withMaxPixels(long max) {
    return new PublisherOptions(
        groupId, startFrom, overlays, stats, opacity, classes, partitions, replication, max, clock);
  }

  /** With another clock. */
  public PublisherOptions withClock(Clock other) {
    return new PublisherOptions(
        groupId,
        startFrom,
        overlays,
        stats,
        opacity,
        classes,
        partitions,
        replication,
        maxPixels,
        other);
  }
}
