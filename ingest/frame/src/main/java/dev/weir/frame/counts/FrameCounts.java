package dev.weir.frame.counts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The frame accounting of a stage, a camera or a whole run: {@code in = out + dropped + dead + in
 * flight}.
 *
 * @param in frames that came in; they are numbered, so none is missed
 * @param out frames that the stage finished: frames in Kafka for ingest, masks for the others
 * @param dropped frames that were dropped, by cause; causes without a frame are left out
 * @param dead frames that could not be processed and were sent to {@code weir.dead}
 */
public record FrameCounts(long in, long out, Map<DropCause, Long> dropped, long dead) {
  /** No frames. */
  public static final FrameCounts EMPTY = new FrameCounts(0, 0, Map.of(), 0);

  public FrameCounts {
    Map<DropCause, Long> some = new EnumMap<>(DropCause.class);
    dropped.forEach(
        (cause, count) -> {
          if (count != 0) {
            some.put(cause, count);
          }
        });
    dropped = Collections.unmodifiableMap(some);
  }

  /** Returns the number of dropped frames over all causes. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of frames that have an outcome: out, dropped or dead. */
  public long finished() {
    return out + droppedTotal() + dead;
  }

  /** Returns the number of frames whose outcome is not known yet. */
  public long inFlight() {
    return in - finished();
  }

  /** Returns the sum of both counts, for example of two cameras. */
  public FrameCounts plus(FrameCounts other) {
    return new FrameCounts(in + other.in, out + other.out, droppedWith(other), dead + other.dead);
  }

  /**
   * Returns the counts of this stage and the next as one: frames come in here and go out there, and
   * both may drop some.
   */
  public FrameCounts then(FrameCounts next) {
    return new FrameCounts(in, next.out, droppedWith(next), dead + next.dead);
  }

  /** Returns the final counts of a stopped run: frames in flight count as dropped. */
  public FrameCounts settled() {
    Map<DropCause, Long> stopped = Map.of(DropCause.STOPPED, Math.max(0, inFlight()));
    return new FrameCounts(in, out, droppedWith(new FrameCounts(0, 0, stopped, 0)), dead);
  }

  /**
   * Formats the counts as every command prints them: {@code in=9 masks=6 dropped=2 dead=1
   * too_old=2}. Drop causes, and frames in flight, are shown only if there are any.
   *
   * @param outName the key for {@link #out()}: {@code sent} or {@code masks}
   */
  public String line(String outName) {
    StringBuilder line =
        new StringBuilder(
            "in=%d %s=%d dropped=%d dead=%d".formatted(in, outName, out, droppedTotal(), dead));
    dropped.forEach((cause, count) -> line.append(" %s=%d".formatted(cause.label(), count)));
    return line.append(inFlight() == 0 ? "" : " in_flight=" + inFlight()).toString();
  }

  private Map<DropCause, Long> droppedWith(FrameCounts other) {
    Map<DropCause, Long> both = new EnumMap<>(DropCause.class);
    both.putAll(dropped);
    other.dropped.forEach((cause, count) -> both.merge(cause, count, Long::sum));
    return both;
  }
}
