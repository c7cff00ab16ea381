package dev.weir.capture;

import dev.weir.capture.source.SourceOptions;
import dev.weir.image.JpegEncoder;
import java.time.Clock;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Options for reading cameras.
 *
 * @param source how each source is opened
 * @param frames stop a camera after this many frames; empty for all
 * @param maxFps keep at most this many frames per second of each camera, by capture time; 0 for
 *     all. A skipped picture gets no sequence number and is not counted as dropped
 * @param speed pace of stored sources (files and drives)
 * @param jpegQuality quality of frames that do not arrive as JPEG, 1 to 100
 * @param partitions number of partitions of created topics if none of Weir's topics exists, from 1
 * @param replication replication factor of created topics, from 1
 * @param window the frames that may be unfinished before stored sources wait
 * @param clock clock for capture times
 */
public record IngestOptions(
    SourceOptions source,
    OptionalLong frames,
    double maxFps,
    Speed speed,
    int jpegQuality,
    int partitions,
    short replication,
    FrameWindow window,
    Clock clock) {
  /** The pace of files and drives. */
  public enum Speed {
    /** The pace of the recording. */
    REALTIME,
    /** As fast as Kafka accepts frames. */
    MAX
  }

  public IngestOptions {
    Objects.requireNonNull(source);
    Objects.requireNonNull(speed);
    Objects.requireNonNull(window);
    Objects.requireNonNull(clock);
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "frames %d: expected a number from 1".formatted(frames.getAsLong()));
    }
    if (!(maxFps >= 0)) {
      throw new IllegalArgumentException("fps %s: expected 0 (all) or more".formatted(maxFps));
    }
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException(
          "JPEG quality %d: expected 1 to 100".formatted(jpegQuality));
    }
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "partitions %d, replication %d: expected each at least 1"
              .formatted(partitions, replication));
    }
  }

  /** All frames, at the source's pace and size, JPEG quality 90, one partition, one replica. */
  public static IngestOptions defaults() {
    return new IngestOptions(
        SourceOptions.DEFAULTS,
        OptionalLong.empty(),
        0,
        Speed.REALTIME,
        JpegEncoder.DEFAULT_QUALITY,
        1,
        (short) 1,
        FrameWindow.unlimited(),
        Clock.systemUTC());
  }

  /** Changes how sources are opened. */
  public IngestOptions withSource(SourceOptions other) {
    return new IngestOptions(
        other, frames, maxFps, speed, jpegQuality, partitions, replication, window, clock);
  }

  /** Changes the maximum number of frames. */
  public IngestOptions withFrames(OptionalLong other) {
    return new IngestOptions(
        source, other, maxFps, speed, jpegQuality, partitions, replication, window, clock);
  }

  /** Changes the maximum frame rate. */
  public IngestOptions withMaxFps(double other) {
    return new IngestOptions(
        source, frames, other, speed, jpegQuality, partitions, replication, window, clock);
  }

  /** Changes the pace of stored sources. */
  public IngestOptions withSpeed(Speed other) {
    return new IngestOptions(
        source, frames, maxFps, other, jpegQuality, partitions, replication, window, clock);
  }

  /** Changes the JPEG quality. */
  public IngestOptions withJpegQuality(int other) {
    return new IngestOptions(
        source, frames, maxFps, speed, other, partitions, replication, window, clock);
  }

  /** Changes the settings of created topics. */
  public IngestOptions withTopics(int newPartitions, short newReplication) {
    return new IngestOptions(
        source, frames, maxFps, speed, jpegQuality, newPartitions, newReplication, window, clock);
  }

  /** Changes the number of frames that may be unfinished. */
  public IngestOptions withWindow(FrameWindow other) {
    return new IngestOptions(
        source, frames, maxFps, speed, jpegQuality, partitions, replication, other, clock);
  }

  /** Changes the clock. */
  public IngestOptions withClock(Clock other) {
    return new IngestOptions(
        source, frames, maxFps, speed, jpegQuality, partitions, replication, window, other);
  }
}
