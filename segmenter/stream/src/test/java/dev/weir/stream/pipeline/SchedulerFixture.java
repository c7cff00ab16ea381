package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.Batch.Slot;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A scheduler of three batches of two frames, on a manual clock. */
abstract class SchedulerFixture {
  private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");
  static final Duration WAIT = Duration.ofMillis(2);

  final AtomicLong nanos = new AtomicLong();
  final BatchScheduler scheduler = scheduler(3, 2);
  private long offset;

  BatchScheduler scheduler(int batches, int max) {
    return new BatchScheduler(batches, max, WAIT, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
  }

  FrameJob job(String camera, int side, FreshnessPolicy freshness, Duration age) {
    Frame frame =
        new Frame(
            new FrameId(new CameraId(camera), "s1", offset),
            NOW.minus(age),
            side,
            side,
            FrameEncoding.JPEG,
            new byte[] {1},
            null);
    return FrameJob.of(frame, new FrameRef(FrameTopic.NAME, 0, offset++), NOW, freshness);
  }

  FrameJob submitted(String camera, FreshnessPolicy freshness) {
    FrameJob job = job(camera, 8, freshness, Duration.ZERO);
    scheduler.submit(job);
    return job;
  }

  FrameJob submitted(String camera) {
    return submitted(camera, FreshnessPolicy.LOSSLESS);
  }

  Slot decodeOne() {
    Slot slot = scheduler.pollToDecode();
    assertThat(slot).isNotNull();
    scheduler.decoded(slot);
    return slot;
  }

  static List<FrameJob> jobs(Batch batch) {
    return batch.slots().stream().map(slot -> slot.job).toList();
  }

  static Outcome outcome(FrameJob job) {
    return job.outcome().getNow(null);
  }

  /** Starts a batch, so that the next ones have to wait for it. */
  Batch somethingRuns() {
    submitted("other");
    decodeOne();
    Batch batch = scheduler.pollToSegment();
    assertThat(batch).isNotNull();
    return batch;
  }
}
