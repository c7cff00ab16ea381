package dev.weir.stream.options;

import dev.weir.stream.rules.FreshnessRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a segmenter does. Made by its {@link Builder}.
 *
 * @param applicationId the Kafka Streams application: segmenters of one share the partitions
 * @param guarantee how often a frame's mask comes out
 * @param threads stream threads, from 1; they read, hand frames to the engine, and write
 * @param inFlight frames of one partition that are with the engine at once, from 1
 * @param stalled after which an engine that finishes nothing counts as stalled; at most a quarter
 *     of {@code max.poll.interval.ms} and half of {@code transaction.timeout.ms}
 * @param partitions of topics that it creates where none of Weir's exists, from 1
 * @param replication of topics that it creates, from 1
 * @param maxPixels frames of more are refused before they are decoded; empty for what each engine's
 *     frames may cost of this machine's time and memory, see {@link PixelLimit}
 * @param freshness which frames are dropped, and counted, when there are more than the network can
 *     do
 * @param pipeline how frames go through decoder, network and encoder; several models divide the
 *     codecs' threads
 * @param clock of the masks' times
 */
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
    Clock clock) {
  /** The application unless named otherwise. */
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

  /** Options as they are where nobody says otherwise. */
  public static SegmenterStageOptions defaults() {
    return builder().build();
  }

  /**
   * For one of so many lines, each with a model of its own.
   *
   * @param longest after which an engine counts as stalled within Kafka's limits
   */
  public SegmenterStageOptions sharedBy(int lines, Duration longest) {
    return new SegmenterStageOptions(
        applicationId,
        guarantee,
        threads,
        inFlight,
        longest,
        partitions,
        replication,
        maxPixels,
        freshness,
        pipeline.sharedBy(lines),
        clock);
  }

  /** The defaults, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options in the making; each starts with its default. Not thread-safe. */
  public static final class Builder {
    private String applicationId = DEFAULT_APPLICATION;
    private DeliveryGuarantee guarantee = DeliveryGuarantee.AT_LEAST_ONCE;
    private int threads = 1;
    private int inFlight = 8;
    private Duration stalled = Duration.ofSeconds(30);
    private int partitions = 1;
    private short replication = 1;
    private OptionalLong maxPixels = OptionalLong.empty();
    private FreshnessRules freshness = FreshnessRules.LOSSLESS;
    private PipelineOptions pipeline =
        PipelineOptions.forCpu(Runtime.getRuntime().availableProcessors());
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Default {@link #DEFAULT_APPLICATION}. */
    public Builder applicationId(String id) {
      applicationId = id;
      return this;
    }

    /** Default at least once. */
    public Builder guarantee(DeliveryGuarantee wanted) {
      guarantee = wanted;
      return this;
    }

    /** Default 1. */
    public Builder threads(int count) {
      threads = count;
      return this;
    }

    /** Default 8. */
    public Builder inFlight(int frames) {
      inFlight = frames;
      return this;
    }

    /** Default 30 s. */
    public Builder stalled(Duration deadline) {
      stalled = deadline;
      return this;
    }

    /** Default one partition of one replica. */
    public Builder topics(int newPartitions, int newReplication) {
      partitions = newPartitions;
      replication = (short) newReplication;
      return this;
    }

    /** Default what each engine's frames may cost. */
    public Builder maxPixels(long max) {
      maxPixels = OptionalLong.of(max);
      return this;
    }

    /** Default every frame of every camera. */
    public Builder freshness(FreshnessRules rules) {
      freshness = rules;
      return this;
    }

    /** Default for a network on this machine's CPU. */
    public Builder pipeline(PipelineOptions options) {
      pipeline = options;
      return this;
    }

    /** Default the system's. */
    public Builder clock(Clock other) {
      clock = other;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one cannot be
     */
    public SegmenterStageOptions build() {
      return new SegmenterStageOptions(
          applicationId,
          guarantee,
          threads,
          inFlight,
          stalled,
          partitions,
          replication,
          maxPixels,
          freshness,
          pipeline,
          clock);
    }
  }
}
