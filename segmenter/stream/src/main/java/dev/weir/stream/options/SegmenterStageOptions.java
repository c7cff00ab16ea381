package dev.weir.stream.options;

import dev.weir.stream.rules.FreshnessRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Options of a segmenter. Created by its {@link Builder}.
 *
 * @param applicationId the Kafka Streams application ID; segmenters with the same ID share the
 *     partitions
 * @param guarantee how often a frame's mask is delivered
 * @param threads number of stream threads, from 1; they read, pass frames to the engine, and write
 * @param inFlight maximum frames of one partition in the engine at once, from 1
 * @param stalled the engine counts as stalled after this long without a finished frame; at most a
 *     quarter of {@code max.poll.interval.ms} and half of {@code transaction.timeout.ms}
 * @param partitions partitions of new topics if no Weir topic exists yet, from 1
 * @param replication replication factor of new topics, from 1
 * @param maxPixels frames with more pixels are rejected before decoding; if empty, the limit
 *     follows from each engine's cost in time and memory on this machine, see {@link PixelLimit}
 * @param freshness which frames are dropped and counted under overload
 * @param pipeline how frames pass through decoder, network and encoder; several models divide the
 *     codec threads
 * @param clock clock of the mask times
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

  /** Returns the default options. */
  public static SegmenterStageOptions defaults() {
    return builder().build();
  }

  /** Returns the options of one of several pipelines, each with its own model. */
  public SegmenterStageOptions sharedBy(int lines) {
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
        pipeline.sharedBy(lines),
        clock);
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds options; each starts with its default. Not thread-safe. */
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

    /** Sets the application ID. Default {@link #DEFAULT_APPLICATION}. */
    public Builder applicationId(String id) {
      applicationId = id;
      return this;
    }

    /** Sets the delivery guarantee. Default at least once. */
    public Builder guarantee(DeliveryGuarantee wanted) {
      guarantee = wanted;
      return this;
    }

    /** Sets the number of stream threads. Default 1. */
    public Builder threads(int count) {
      threads = count;
      return this;
    }

    /** Sets the maximum frames in flight per partition. Default 8. */
    public Builder inFlight(int frames) {
      inFlight = frames;
      return this;
    }

    /** Sets the stall timeout. Default 30 s. */
    public Builder stalled(Duration deadline) {
      stalled = deadline;
      return this;
    }

    /** Sets partitions and replication of new topics. Default 1 and 1. */
    public Builder topics(int newPartitions, int newReplication) {
      partitions = newPartitions;
      replication = (short) newReplication;
      return this;
    }

    /** Sets the maximum pixels per frame. By default it follows from each engine's cost. */
    public Builder maxPixels(long max) {
      maxPixels = OptionalLong.of(max);
      return this;
    }

    /** Sets the freshness rules. By default every frame of every camera is processed. */
    public Builder freshness(FreshnessRules rules) {
      freshness = rules;
      return this;
    }

    /** Sets the pipeline options. By default they fit a network on this machine's CPU. */
    public Builder pipeline(PipelineOptions options) {
      pipeline = options;
      return this;
    }

    /** Sets the clock. Default the system clock. */
    public Builder clock(Clock other) {
      clock = other;
      return this;
    }

    /**
     * Builds the options.
     *
     * @throws IllegalArgumentException if an option is out of range
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
