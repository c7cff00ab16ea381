package dev.weir.capture;

import dev.weir.capture.source.ShutdownSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Smooths a live stream that arrives in bursts, such as HLS, which arrives one segment at a time. A
 * picture is due at the arrival of the first picture plus its own position. Late pictures catch up
 * at twice the stream's pace, because Kafka would not keep up with a burst. A stream that falls
 * behind by more than a second has stalled, and its start is set again. Confined to one thread.
 */
final class LivePace {
  private static final Duration STALLED = Duration.ofSeconds(1);
  private static final Duration DRIFTED = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Clock clock;
  private final ShutdownSignal shutdown;
  private @Nullable Long start;
  private @Nullable Instant began; // when position zero was due, by the clock
  private long lastRelease;
  private Duration lastPosition = Duration.ZERO;

  LivePace(LongSupplier nanoTime, Clock clock, ShutdownSignal shutdown) {
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.shutdown = shutdown;
  }

  /**
   * Waits until a position is due.
   *
   * @param origin when the picture at position zero was taken, according to the stream; null if
   *     unknown
   * @return when the picture was taken, or when it was due if the origin is unknown; null if the
   *     worker was closed meanwhile
   */
  @Nullable Instant await(Duration position, @Nullable Instant origin) throws InterruptedException {
    long now = nanoTime.getAsLong();
    Long anchor = start;
    if (anchor == null || now - anchor - position.toNanos() > STALLED.toNanos()) {
      anchor = now - position.toNanos();
      start = anchor;
      began = null;
      lastRelease = now;
      lastPosition = position;
    }
    long due = anchor + position.toNanos();
    long release = Math.max(due, lastRelease + position.minus(lastPosition).toNanos() / 2);
    if (shutdown.await(Duration.ofNanos(release - now))) {
      return null;
    }
    lastRelease = nanoTime.getAsLong();
    lastPosition = position;
    if (origin != null) {
      return origin.plus(position);
    }
    return stamp(position, Duration.ofNanos(Math.max(0, lastRelease - due)));
  }

  /** Uses the stream's time, which is even, unless the clock was set or has drifted from it. */
  private Instant stamp(Duration position, Duration late) {
    Instant now = clock.instant().minus(late);
    Instant begin = began;
    Instant found = begin == null ? now : begin.plus(position);
    if (begin == null || Duration.between(found, now).abs().compareTo(DRIFTED) > 0) {
      began = now.minus(position);
      return now;
    }
    return found;
  }
}
