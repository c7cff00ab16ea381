package dev.weir.stream;

import dev.weir.frame.FrameRef;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Frame accounting of the segmenter. An entry can be removed until its frame's offset is committed:
 * after a fenced transaction or an aborted task, another reader reads those frames again and counts
 * their masks. Stream threads write, any thread reads. One lock ensures that readers see consistent
 * counts.
 */
final class FrameAccounting {
  /** The outcome of a frame; {@code None} while it is in flight. */
  private sealed interface End {
    record Mask() implements End {}

    record Dropped(DropCause cause) implements End {}

    record Dead() implements End {}

    record None() implements End {}
  }

  private static final End MASK = new End.Mask();
  private static final End DEAD = new End.Dead();
  private static final End NONE = new End.None();

  private final Map<TopicPartition, NavigableMap<Long, End>> uncommitted = new HashMap<>();

  /** Where a commit without an answer ends; it may have taken effect. */
  private final Map<TopicPartition, Long> unanswered = new HashMap<>();

  /** Entries of a task that ended, which a commit without an answer may have made final. */
  private final Map<TopicPartition, NavigableMap<Long, End>> undecided = new HashMap<>();

  private final Map<DropCause, Long> dropped = new EnumMap<>(DropCause.class);
  private long in;
  private long masks;
  private long dead;

  /** Counts a frame that was read. */
  synchronized void received(FrameRef frame) {
    enter(frame, NONE);
  }

  /** Counts the frame's mask. */
  synchronized void masked(FrameRef frame) {
    enter(frame, MASK);
  }

  /** Counts a dropped frame. */
  synchronized void dropped(FrameRef frame, DropCause cause) {
    enter(frame, new End.Dropped(cause));
  }

  /** Counts a frame that could not be processed or deserialized. */
  synchronized void died(FrameRef frame) {
    enter(frame, DEAD);
  }

  /** Makes the entries before that offset final. */
  synchronized void committed(TopicPartition partition, long offset) {
    unanswered.remove(partition);
    of(partition, entries -> entries.headMap(offset, false).clear());
  }

  /**
   * Notes that a commit up to that offset got no answer. If the task ends now, the first frame that
   * is read next tells whether the commit took effect.
   */
  synchronized void commitUnanswered(TopicPartition partition, long offset) {
    unanswered.put(partition, offset);
  }

  /**
   * Removes the uncommitted entries of a partition whose task ended: the next owner reads those
   * frames again.
   */
  synchronized void givenBack(TopicPartition partition) {
    of(
        partition,
        entries -> {
          Long end = unanswered.get(partition);
          if (end != null) {
            undecided.put(partition, new TreeMap<>(entries.headMap(end, false)));
          }
          entries.values().forEach(e -> count(e, -1));
          in -= entries.size();
          entries.clear();
        });
  }

  synchronized FrameCounts counts() {
    return new FrameCounts(in, masks, dropped, dead);
  }

  private void of(TopicPartition partition, Consumer<NavigableMap<Long, End>> work) {
    NavigableMap<Long, End> entries = uncommitted.get(partition);
    if (entries != null) {
      work.accept(entries);
      if (entries.isEmpty()) {
        uncommitted.remove(partition);
      }
    }
  }

  private void enter(FrameRef frame, End end) {
    TopicPartition partition = new TopicPartition(frame.topic(), frame.partition());
    decide(partition, frame.offset());
    End before =
        uncommitted.computeIfAbsent(partition, p -> new TreeMap<>()).put(frame.offset(), end);
    if (before == null) {
      in++;
    } else {
      count(before, -1);
    }
    count(end, 1);
  }

  /** Counts undecided entries if reading starts behind them: their commit took effect. */
  private void decide(TopicPartition partition, long offset) {
    NavigableMap<Long, End> entries = undecided.remove(partition);
    Long end = entries == null ? null : unanswered.remove(partition);
    if (entries != null && end != null && offset >= end) {
      entries.values().forEach(e -> count(e, 1));
      in += entries.size();
    }
  }

  private void count(@Nullable End end, int frames) {
    if (end instanceof End.Mask) {
      masks += frames;
    } else if (end instanceof End.Dead) {
      dead += frames;
    } else if (end instanceof End.Dropped left) {
      dropped.merge(left.cause(), (long) frames, Long::sum);
      dropped.remove(left.cause(), 0L);
    }
  }
}
