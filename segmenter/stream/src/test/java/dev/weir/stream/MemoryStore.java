package dev.weir.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Keeps suspect frames in memory, as Kafka does across processes. */
final class MemoryStore implements SuspectFrames.Store {
  private final Map<TopicPartition, NavigableMap<Long, Integer>> saved = new HashMap<>();

  @Override
  public Map<Long, Integer> load(TopicPartition partition) {
    return saved.getOrDefault(partition, new TreeMap<>());
  }

  @Override
  public void save(TopicPartition partition, NavigableMap<Long, Integer> hangs) {
    saved.put(partition, new TreeMap<>(hangs));
  }
}
