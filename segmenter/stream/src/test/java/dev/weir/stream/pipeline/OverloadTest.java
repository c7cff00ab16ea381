package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.Batch.Slot;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The batch scheduler at three times the load that the network can process, on a manual clock. */
@DisplayName("Frames at three times the capacity of the network")
class OverloadTest {
  private static final long MILLI = 1_000_000;
  private static final long INFERENCE_MILLIS = 30;
  private static final int FRAMES = 3000;
  private static final HandTurned CLOCK = new HandTurned();

  /** A manual clock in milliseconds. */
  private static final class HandTurned extends Clock {
    long millis;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  private final List<FrameJob> jobs = new ArrayList<>();
  private final List<Long> ages = new ArrayList<>();
  private Batch running;
  private long runningUntil;

  /** Simulates a frame every third of an inference time, from each camera in turn. */
  private void run(int cameras, int batch, FreshnessPolicy freshness) {
    CLOCK.millis = 0;
    BatchScheduler scheduler =
        new BatchScheduler(3, batch, Duration.ofMillis(2), CLOCK, () -> CLOCK.millis * MILLI);
    while (jobs.size() < FRAMES || jobs.stream().anyMatch(j -> !j.outcome().isDone())) {
      if (CLOCK.millis % (INFERENCE_MILLIS / 3) == 0 && jobs.size() < FRAMES) {
        FrameJob job = job(jobs.size(), cameras, freshness);
        jobs.add(job);
        scheduler.submit(job);
      }
      for (Slot slot = scheduler.pollToDecode(); slot != null; slot = scheduler.pollToDecode()) {
        scheduler.decoded(slot);
      }
      if (running != null && CLOCK.millis >= runningUntil) {
        scheduler.segmented(running);
        for (Slot slot : List.copyOf(running.slots())) {
          ages.add(CLOCK.millis - slot.job.frame().captureTime().toEpochMilli());
          scheduler.finished(slot, new Outcome.Masked(null));
        }
        running = null;
      }
      if (running == null) {
        running = scheduler.pollToSegment();
        runningUntil =
            running == null ? 0 : CLOCK.millis + INFERENCE_MILLIS * running.slots().size();
      }
      CLOCK.millis++;
    }
  }

  private static FrameJob job(int number, int cameras, FreshnessPolicy freshness) {
    Frame frame =
        new Frame(
            new FrameId(new CameraId("camera" + number % cameras), "s1", number),
            CLOCK.instant(),
            8,
            8,
            FrameEncoding.JPEG,
            new byte[] {1},
            null);
    return FrameJob.of(frame, new FrameRef(FrameTopic.NAME, 0, number), CLOCK.instant(), freshness);
  }

  private long p99() {
    Collections.sort(ages);
    return ages.get((int) Math.ceil(ages.size() * 0.99) - 1);
  }

  private long dropped(DropCause cause) {
    return jobs.stream()
        .filter(j -> new Outcome.Dropped(cause).equals(j.outcome().getNow(null)))
        .count();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "2,1"})
  void ofCamerasThatWantTheNewestStayYoungAndAreAllAccountedFor(int cameras, int batch) {
    run(cameras, batch, FreshnessPolicy.LATEST);

    assertThat(p99()).isLessThan(3 * INFERENCE_MILLIS);
    assertThat(ages.size() + dropped(DropCause.SUPERSEDED)).isEqualTo(FRAMES);
    assertThat(ages.size()).as("the network never stands still").isGreaterThan(FRAMES / 3 - 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {60, 200})
  void ofCamerasWithAnAgeAreNeverOlderWhenTheirInferenceBegins(long age) {
    run(2, 1, FreshnessPolicy.maxAge(Duration.ofMillis(age)));

    assertThat(Collections.max(ages)).isLessThanOrEqualTo(age + INFERENCE_MILLIS);
    assertThat(ages.size() + dropped(DropCause.TOO_OLD)).isEqualTo(FRAMES);
  }
}
