package dev.weir.capture;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which of a camera's troubles are logged. An outage begins with the first and ends when pictures
 * have come for {@link #STEADY}; a camera that comes and goes meanwhile is still in it. In an
 * outage a cause is said once. So is a cause that is different each time, such as an answer that
 * quotes garbage: after {@link #MOST} causes one is said every {@link #PAUSE}, with the number of
 * those that were not. One thread.
 */
final class OutageLog {
  static final int MOST = 3;
  static final Duration PAUSE = Duration.ofMinutes(10);
  static final Duration STEADY = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final Set<String> causes = new LinkedHashSet<>();
  private long said; // when the last cause was said
  private long unsaid;
  private int returns;
  private boolean waiting;
  private long opened;

  OutageLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Trouble: what to log of it, if anything. */
  Optional<String> waiting(String cause) {
    long now = nanoTime.getAsLong();
    boolean known = causes.contains(cause);
    boolean paused = causes.size() >= MOST && now - said < PAUSE.toNanos();
    if (known || paused) {
      unsaid++;
      return Optional.empty();
    }
    if (causes.size() < MOST) { // no more are remembered: each may be another
      causes.add(cause);
    }
    String line = unsaid == 0 ? cause : cause + " (tried " + (unsaid + 1) + " times since)";
    said = now;
    unsaid = 0;
    waiting = true;
    return Optional.of(line);
  }

  /** The camera is open: whether to log it. */
  boolean opened() {
    opened = nanoTime.getAsLong();
    if (causes.isEmpty()) {
      return true;
    }
    if (++returns > MOST) {
      return false;
    }
    waiting = false;
    return true;
  }

  /** A picture has come: whether to log that the camera is back, which was not said yet. */
  boolean picture() {
    if (causes.isEmpty() || nanoTime.getAsLong() - opened < STEADY.toNanos()) {
      return false;
    }
    boolean say = waiting;
    causes.clear();
    unsaid = 0;
    returns = 0;
    waiting = false;
    return say;
  }
}
