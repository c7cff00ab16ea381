package dev.weir.capture;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Decides which troubles of a camera are logged. An outage begins with the first trouble and ends
 * when pictures have arrived for {@link #STEADY}; short returns do not end it. Each cause is logged
 * once per outage. Some causes differ each time, such as an answer that quotes garbage. So after
 * {@link #MAX_CAUSES} causes, one is logged every {@link #PAUSE}, with the number of attempts
 * since. Confined to one thread.
 */
final class OutageLog {
  static final int MAX_CAUSES = 3;
  static final Duration PAUSE = Duration.ofMinutes(10);
  static final Duration STEADY = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final Set<String> causes = new LinkedHashSet<>();
  private long said; // when the last cause was logged
  private long unsaid;
  private int returns;
  private boolean waiting;
  private long opened;

  OutageLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes a trouble. Returns the line to log, if any. */
  Optional<String> waiting(String cause) {
    long now = nanoTime.getAsLong();
    boolean known = causes.contains(cause);
    boolean paused = causes.size() >= MAX_CAUSES && now - said < PAUSE.toNanos();
    if (known || paused) {
      unsaid++;
      return Optional.empty();
    }
    if (causes.size() < MAX_CAUSES) { // remember no more, because each cause may be new
      causes.add(cause);
    }
    String line = unsaid == 0 ? cause : cause + " (tried " + (unsaid + 1) + " times since)";
    said = now;
    unsaid = 0;
    waiting = true;
    return Optional.of(line);
  }

  /** Notes that the camera is open. Returns whether to log it. */
  boolean opened() {
    opened = nanoTime.getAsLong();
    if (causes.isEmpty()) {
      return true;
    }
    if (++returns > MAX_CAUSES) {
      return false;
    }
    waiting = false;
    return true;
  }

  /**
   * Notes a picture. Returns whether to log that the camera is back, if that was not logged yet.
   */
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
