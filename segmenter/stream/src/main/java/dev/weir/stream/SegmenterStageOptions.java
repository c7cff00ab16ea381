package dev.weir.stream;

import dev.weir.frame.CameraId;
import dev.weir.frame.ImageHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a segmenter does.
 *
 * @param applicationId the Kafka Streams application: segmenters of one share the partitions
 * @param threads stream threads, from 1; as many frames are segmented at once
 * @param partitions of topics that it creates where none of Weir's exists, from 1
 * @param replication of topics that it creates, from 1
 * @param maxPixels frames of more are refused before they are decoded
 * @param maxAge cameras whose frames are dropped, and counted, when they are older than this before
 *     inference; of other cameras every frame is segmented, however late
 * @param clock of the masks' times
 */
public record SegmenterStageOptions(
    String applicationId,
    int threads,
    int partitions,
    short replication,
    long maxPixels,
    Map<CameraId, Duration> maxAge,
    Clock clock) {
  /** The application unless named otherwise. */
  public static final String DEFAULT_APPLICATION = "weir-segmenter";

  public SegmenterStageOptions {
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException("application id: expected text, found nothing");
    }
    if (threads < 1 || partitions < 1 || replication < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "threads %d, partitions %d, replication %d, most pixels %d: expected each at least 1"
              .formatted(threads, partitions, replication, maxPixels));
    }
    Objects.requireNonNull(clock);
    maxAge = Map.copyOf(maxAge);
  }

  /** One thread, one partition, one replica, 64 megapixels, the system's clock. */
  public static SegmenterStageOptions defaults() {
    return new SegmenterStageOptions(
        DEFAULT_APPLICATION,
        1,
        1,
        (short) 1,
        ImageHeader.DEFAULT_MAX_PIXELS,
        Map.of(),
        Clock.systemUTC());
  }

  /** As another application. */
  public SegmenterStageOptions withApplicationId(String id) {
    return new SegmenterStageOptions(
        id, threads, partitions, replication, maxPixels, maxAge, clock);
  }

  /** With other settings of topics that are created. */
  public SegmenterStageOptions withTopics(int newPartitions, short newReplication) {
    return new SegmenterStageOptions(
        applicationId, threads, newPartitions, newReplication, maxPixels, maxAge, clock);
  }

  /** With cameras whose frames may be too old. */
  public SegmenterStageOptions withMaxAge(Map<CameraId, Duration> ages) {
    return new SegmenterStageOptions(
        applicationId, threads, partitions, replication, maxPixels, ages, clock);
  }
}
