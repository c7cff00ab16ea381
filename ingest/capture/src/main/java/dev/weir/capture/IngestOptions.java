package dev.weir.capture;

import dev.weir.capture.source.SourceOptions;
import dev.weir.image.JpegEncoder;
import java.time.Clock;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * How cameras are taken in.
 *
 * @param source how each is opened
 * @param frames stop a camera after this many; empty for all
 * @param maxFps take at most this many a second of each camera, by capture time; 0 for all. What is
 *     not taken was never a frame: it gets no sequence number and is no drop
 * @param speed of what is not live
 * @param jpegQuality of frames that do not come as JPEG, 1 to 100
 * @param partitions of topics that are created where none of Weir's exists, from 1
 * @param replication of topics that are created, from 1
 * @param room whether there is room for one more frame of what is not live, further down the stream
 *     than Kafka, which deletes what is not read in time; asked by the cameras' threads, often
 * @param clock of the capture times
 */
public record IngestOptions(
    SourceOptions source,
    OptionalLong frames,
    double maxFps,
    Speed speed,
    int jpegQuality,
    int partitions,
    short replication,
    BooleanSupplier room,
    Clock clock) {
  /** The pace of files and drives. */
  public enum Speed {
    /** Their own. */
    REALTIME,
    /** As fast as Kafka takes them. */
    MAX
  }

  public IngestOptions {
    Objects.requireNonNull(source);
    Objects.requireNonNull(speed);
    Objects.requireNonNull(room);
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

  /** All frames, at their own pace and size, JPEG quality 90, one partition, one replica. */
  public static IngestOptions defaults() {
    return new IngestOptions(
        SourceOptions.DEFAULTS,
        OptionalLong.empty(),
        0,
        Speed.REALTIME,
        JpegEncoder.DEFAULT_QUALITY,
        1,
        (short) 1,
        () -> true,
        Clock.systemUTC());
  }

  /** With another way of opening. */
  public IngestOptions withSource(SourceOptions other) {
    return new IngestOptions(
        other, frames, maxFps, speed, jpegQuality, partitions, replication, room, clock);
  }

  /** With an end. */
  public IngestOptions withFrames(OptionalLong other) {
    return new IngestOptions(
        source, other, maxFps, speed, jpegQuality, partitions, replication, room, clock);
  }

  /** Thinned out. */
  public IngestOptions withMaxFps(double other) {
    return new IngestOptions(
        source, frames, other, speed, jpegQuality, partitions, replication, room, clock);
  }

  /** At another pace. */
  public IngestOptions withSpeed(Speed other) {
    return new IngestOptions(
        source, frames, maxFps, other, jpegQuality, partitions, replication, room, clock);
  }

  /** With another quality. */
  public IngestOptions withJpegQuality(int other) {
    return new IngestOptions(
        source, frames, maxFps, speed, other, partitions, replication, room, clock);
  }

  /** With other settings of topics that are created. */
  public IngestOptions withTopics(int newPartitions, short newReplication) {
    return new IngestOptions(
        source, frames, maxFps, speed, jpegQuality, newPartitions, newReplication, room, clock);
  }

  /** With another account of the room that there is. */
  public IngestOptions withRoom(BooleanSupplier other) {
    return new IngestOptions(
        source, frames, maxFps, speed, jpegQuality, partitions, replication, other, clock);
  }

  /** With another clock. */
  public IngestOptions withClock(Clock other) {
    return new IngestOptions(
        source, frames, maxFps, speed, jpegQuality, partitions, replication, room, other);
  }
}
