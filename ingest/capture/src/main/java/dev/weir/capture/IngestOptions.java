package dev.weir.capture;

import dev.weir.capture.source.SourceOptions;
import dev.weir.image.JpegEncoder;
import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record IngestOptions(
    SourceOptions source,
    OptionalLong frames,
    double maxFps,
    Speed speed,
    int jpegQuality,
    int partitions,
    short replication,
    FrameWindow window,
    Clock clock)
    implements IngestOptionsBuilder.With {
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

  /** Returns a copy with other settings for created topics. */
  public IngestOptions withTopics(int newPartitions, short newReplication) {
    return withPartitions(newPartitions).withReplication(newReplication);
  }
}
