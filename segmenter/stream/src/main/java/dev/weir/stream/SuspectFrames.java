package dev.weir.stream;

import dev.weir.frame.FrameRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on which frames the engine hung, across restarts and machines. A hanging inference
 * cannot be aborted, so each attempt takes a process of its own:
 *
 * <pre>
 * unknown ──hangs──▶ 1: tried alone, after a plain picture ──hangs──▶ 2: goes to weir.dead
 * </pre>
 *
 * <p>If the plain picture gets no answer either, the engine is at fault, and no frame is counted.
 *
 * <p>Thread-safe. Stream threads call it.
 */
final class SuspectFrames {
  /** A frame on which the engine hung this often goes to the dead-letter topic. */
  static final int LIMIT = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SuspectFrames.class);

  /** Keeps the hangs of each partition, outside of this process. */
  interface Store {
    /** Returns how often the engine hung, by offset; empty if that cannot be read. */
    Map<Long, Integer> load(TopicPartition partition);

    /** Saves how often the engine hung, by offset. Does not throw if that is impossible. */
    void save(TopicPartition partition, NavigableMap<Long, Integer> hangs);
  }

  private final Store store;
  private final Map<TopicPartition, NavigableMap<Long, Integer>> hangs = new HashMap<>();
  private final Set<FrameRef> counted = new HashSet<>();

  SuspectFrames(Store store) {
    this.store = store;
  }

  /** Loads the hangs of a partition. Call it when the partition is assigned. */
  synchronized void load(TopicPartition partition) {
    hangs.put(partition, new TreeMap<>(store.load(partition)));
  }

  /** Returns how often the engine hung on a frame. */
  synchronized int hangs(FrameRef frame) {
    return of(partition(frame)).getOrDefault(frame.offset(), 0);
  }

  /** Counts a hang for each of these frames, at most one per frame and process. */
  synchronized void hung(Collection<FrameRef> frames) {
    Set<TopicPartition> changed = new HashSet<>();
    for (FrameRef frame : frames) {
      if (counted.add(frame)) {
        int times = of(partition(frame)).merge(frame.offset(), 1, Integer::sum);
        changed.add(partition(frame));
        LOG.warn(
            "engine hangs frame={} times={} next=\"{}\"",
            frame,
            times,
            times < LIMIT
                ? "after a restart it is tried alone"
                : "after a restart it goes to weir.dead");
      }
    }
    changed.forEach(partition -> store.save(partition, of(partition)));
  }

  private NavigableMap<Long, Integer> of(TopicPartition partition) {
    return hangs.computeIfAbsent(partition, p -> new TreeMap<>());
  }

  private static TopicPartition partition(FrameRef frame) {
    return new TopicPartition(frame.topic(), frame.partition());
  }
}
