package dev.weir.frame.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates missing topics and refuses topics that do not work together. */
public final class Topics {
  /** The largest record on any of Weir's topics, in bytes. An uncompressed 2048×1024 frame fits. */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  static final long GIBIBYTE = 1L << 30;

  /** All of Weir's topics. The most reliable source for the partition count comes first. */
  private static final List<String> ALL =
      List.of("weir.frames", "weir.masks", "weir.stats", "weir.overlays", "weir.dead");

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final Duration SPREADING = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN = Duration.ofMillis(50);

  private Topics() {}

  /**
   * Returns a topic's definition.
   *
   * @param retention how long a record is kept
   * @param retentionBytes how many bytes are kept per partition
   */
  public static NewTopic definition(
      String name, int partitions, short replication, Duration retention, long retentionBytes) {
    return new NewTopic(name, partitions, replication)
        .configs(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES),
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
                TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retentionBytes),
                // Retention removes whole segments. Small segments keep it close to its limits.
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024)));
  }

  /**
   * Like {@link #ensure}, but for a stage. It uses the partition count of Weir's existing topics,
   * and waits while the cluster or a partition does not answer.
   *
   * @param fallback the number of partitions if none of Weir's topics exists
   * @param wanted returns the topics for a number of partitions
   * @throws IllegalStateException if the topics do not fit together, or the broker refuses
   * @throws InterruptedException if interrupted while waiting
   */
  public static void ensureForStage(
      KafkaConnection kafka, int fallback, IntFunction<List<NewTopic>> wanted)
      throws InterruptedException {
    try (Admin admin = kafka.openAdmin()) {
      while (true) {
        try {
          List<String> names = wanted.apply(1).stream().map(NewTopic::name).toList();
          ensure(admin, wanted.apply(partitions(admin, names, fallback)));
          return;
        } catch (NoLeaderException e) {
          LOG.debug("topics not ready", e);
        } catch (ExecutionException e) {
          Throwable cause = KafkaConnection.cause(e);
          if (!(cause instanceof RetriableException)) {
            throw new IllegalStateException(
                "topics cannot be created or described: " + cause.getMessage(), e);
          }
          LOG.debug("topics not known yet", e);
        }
        Thread.sleep(ASK_AGAIN.toMillis());
      }
    }
  }

  /** The leader of a partition does not answer, or there is none. */
  private static final class NoLeaderException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoLeaderException(String message) {
      super(message);
    }
  }

  /**
   * Creates the topics of {@code wanted} that do not exist, and leaves existing ones as they are.
   * Returns when all of them accept records.
   *
   * @throws IllegalStateException if the topics do not all have the same number of partitions,
   *     which pairing by partition needs (no topic is created then), or if a partition has no
   *     leader that answers within 10 s
   * @throws ExecutionException if the broker refuses
   * @throws InterruptedException if interrupted while waiting
   */
  public static void ensure(Admin admin, Collection<NewTopic> wanted)
      throws ExecutionException, InterruptedException {
    Set<String> existing = new HashSet<>(admin.listTopics().names().get());
    List<NewTopic> missing = wanted.stream().filter(t -> !existing.contains(t.name())).toList();
    Map<String, Integer> partitions = new TreeMap<>();
    describe(admin, wanted.stream().map(NewTopic::name).filter(existing::contains).toList())
        .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    requireSamePartitions(partitions);
    missing.forEach(topic -> partitions.put(topic.name(), topic.numPartitions()));
    requireSamePartitions(partitions);
    for (var created : admin.createTopics(missing).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        // Two stages that start together may both find the topic missing. Only one creates it.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    Map<String, TopicDescription> found =
        describe(admin, wanted.stream().map(NewTopic::name).toList());
    found.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    requireSamePartitions(partitions); // another stage may have created it
    awaitLeaders(admin, found);
  }

  /**
   * Waits until the leader of each partition answers. A new partition may refuse a producer's first
   * batch and accept its second. The first batch then stays out of order until it times out and is
   * lost, even with idempotence (KAFKA-15591).
   */
  private static void awaitLeaders(Admin admin, Map<String, TopicDescription> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : topics.values()) {
      topic
          .partitions()
          .forEach(
              p -> ends.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    int patience = Math.toIntExact(SPREADING.toMillis());
    ListOffsetsResult answers =
        admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(patience));
    List<TopicPartition> silent = new ArrayList<>();
    for (TopicPartition partition : ends.keySet()) {
      try {
        var unused = answers.partitionResult(partition).get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TimeoutException)) {
          throw e;
        }
        silent.add(partition);
      }
    }
    if (!silent.isEmpty()) {
      throw new NoLeaderException(
          "no leader answers within %d s for %s; is a broker down?"
              .formatted(SPREADING.toSeconds(), silent));
    }
  }

  /**
   * Returns the number of partitions of Weir's topics on this cluster. It comes from the first
   * existing topic of {@code names}, or else from any existing topic.
   *
   * @param fallback the result if no topic exists
   * @throws ExecutionException if the broker refuses
   * @throws InterruptedException if interrupted while waiting
   */
  public static int partitions(Admin admin, List<String> names, int fallback)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<String> found =
        Stream.concat(names.stream(), ALL.stream()).filter(existing::contains).limit(1).toList();
    return describe(admin, found).values().stream()
        .mapToInt(d -> d.partitions().size())
        .findFirst()
        .orElse(fallback);
  }

  /**
   * Describes existing topics. The broker that answers may not know a new topic yet, so it is asked
   * again for a while.
   */
  private static Map<String, TopicDescription> describe(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + SPREADING.toNanos();
    while (true) {
      try {
        return admin.describeTopics(names).allTopicNames().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
      Thread.sleep(ASK_AGAIN.toMillis());
    }
  }

  private static void requireSamePartitions(Map<String, Integer> partitions) {
    String odd = differentPartitions(partitions);
    if (odd != null) {
      throw new IllegalStateException(odd);
    }
  }

  /** What is wrong if not all topics have the same number of partitions, or null. */
  static @Nullable String differentPartitions(Map<String, Integer> partitions) {
    if (new HashSet<>(partitions.values()).size() <= 1) {
      return null;
    }
    String each =
        partitions.entrySet().stream()
            .map(topic -> topic.getKey() + "=" + topic.getValue())
            .sorted()
            .collect(Collectors.joining(" "));
    return "topics have different numbers of partitions (%s): frames and masks are paired by partition, so all must have the same; alter or delete the odd one"
        .formatted(each);
  }
}
