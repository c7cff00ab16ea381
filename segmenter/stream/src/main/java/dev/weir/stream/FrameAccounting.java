package dev.weir.stream;

import dev.weir.frame.FrameRef;
import dev.weir.stream.pipeline.DropCause;
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
    of(partition, entries -> entries.headMap(offset, false).clear());
  }

  /**
   * Removes the uncommitted entries of a partition whose task ended: the next owner reads those
   * frames again.
   */
  synchronized void givenBack(TopicPartition partition) {
    of(
        partition,
        entries -> {
          entries.values().forEach(end -> count(end, -1));
          in -= entries.size();
          entries.clear();
        });
  }

  synchronized SegmenterCounts counts() {
    return new SegmenterCounts(in, masks, dropped, dead);
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
    End before =
        uncommitted
            .computeIfAbsent(
                new TopicPartition(frame.topic(), frame.partition()), p -> new TreeMap<>())
            .put(frame.offset(), end);
    if (before == null) {
      in++;
    } else {
      count(before, -1);
    }
    count(end, 1);
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
