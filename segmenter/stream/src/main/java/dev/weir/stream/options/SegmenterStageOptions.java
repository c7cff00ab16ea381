package dev.weir.stream.options;

import dev.weir.stream.rules.FreshnessRules;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Options of a segmenter.
 *
 * @param applicationId the Kafka Streams application; segmenters of one application share the
 *     partitions
 * @param guarantee how often the mask of a frame is written
 * @param threads number of stream threads, from 1; they read, submit frames, and write masks
 * @param inFlight maximum frames of one partition in the engine at once, from 1
 * @param stalled the engine counts as stalled if it finishes nothing for this long; limited to a
 *     quarter of {@code max.poll.interval.ms} and half of {@code transaction.timeout.ms}
 * @param partitions partitions of created topics if none of Weir's topics exists, from 1
 * @param replication replication factor of created topics, from 1
 * @param maxPixels frames with more pixels are refused before they are decoded; if empty, the limit
 *     depends on the model and on this machine's memory, see {@link PixelLimit}
 * @param freshness which frames are dropped, and counted, under overload
 * @param pipeline how frames pass through decoder, network and encoder; several models divide the
 *     codec threads
 * @param clock clock for the times in masks
 */
@RecordBuilder
public record SegmenterStageOptions(
    String applicationId,
    DeliveryGuarantee guarantee,
    int threads,
    int inFlight,
    Duration stalled,
    int partitions,
    short replication,
    OptionalLong maxPixels,
    FreshnessRules freshness,
    PipelineOptions pipeline,
    Clock clock)
    implements SegmenterStageOptionsBuilder.With {
  /** The default application ID. */
  public static final String DEFAULT_APPLICATION = "weir-segmenter";

  public SegmenterStageOptions {
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException("application id: expected text, found nothing");
    }
    Objects.requireNonNull(guarantee);
    atLeastOne("threads", threads);
    atLeastOne("frames in flight", inFlight);
    atLeastOne("partitions", partitions);
    atLeastOne("replication", replication);
    maxPixels.ifPresent(max -> atLeastOne("max-pixels", max));
    atLeastOne("stall deadline in ms", stalled.toMillis());
    Objects.requireNonNull(clock);
    Objects.requireNonNull(freshness);
    Objects.requireNonNull(pipeline);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s %d: expected at least 1".formatted(name, value));
    }
  }

  /**
   * Returns the defaults: at least once, one stream thread, eight frames in flight, an engine that
   * stalls after 30 s, one partition of one replica, pixel limits by memory, every frame of every
   * camera, a pipeline for the CPU, and the system clock.
   */
  public static SegmenterStageOptions defaults() {
    return new SegmenterStageOptions(
        DEFAULT_APPLICATION,
        DeliveryGuarantee.AT_LEAST_ONCE,
        1,
        8,
        Duration.ofSeconds(30),
        1,
        (short) 1,
        OptionalLong.empty(),
        FreshnessRules.LOSSLESS,
        PipelineOptions.forCpu(Runtime.getRuntime().availableProcessors()),
        Clock.systemUTC());
  }

  /**
   * Returns the options of one of several pipelines, each with its own model.
   *
   * @param longest the stall timeout within Kafka's limits
   */
  public SegmenterStageOptions sharedBy(int pipelines, Duration longest) {
    return withStalled(longest).withPipeline(pipeline.sharedBy(pipelines));
  }

  /** Returns a copy with other settings for created topics. */
  public SegmenterStageOptions withTopics(int newPartitions, short newReplication) {
    return withPartitions(newPartitions).withReplication(newReplication);
  }
}
