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

/** Creates topics that are missing, and refuses ones that cannot work together. */
public final class Topics {
  /** The largest record on any of Weir's topics, in bytes: an uncompressed 2048×1024 frame fits. */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  static final long GIBIBYTE = 1L << 30;

  /** Every topic of Weir's, the ones that say most about the others first. */
  private static final List<String> ALL =
      List.of("weir.frames", "weir.masks", "weir.stats", "weir.overlays", "weir.dead");

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final Duration SPREADING = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN = Duration.ofMillis(50);

  private Topics() {}

  /**
   * A topic's definition.
   *
   * @param retention how long a record stays
   * @param retentionBytes how much stays, for each partition
   */
  public static NewTopic definition(
      String name, int partitions, short replication, Duration retention, long retentionBytes) {
    return new NewTopic(name, partitions, replication)
        .configs(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES),
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
                TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retentionBytes),
                // Retention removes whole segments: small ones let it keep near its limits.
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024)));
  }

  /**
   * As {@link #ensure}, for a stage: as many partitions as topics of Weir's have already, and
   * patient. A cluster that does not answer, or not for all partitions, is waited for.
   *
   * @param fallback how many partitions where no topic exists
   * @param wanted the topics, of so many partitions
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
          Throwable cause = e.getCause() == null ? e : e.getCause();
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

  /** A partition has no leader that answers. */
  private static final class NoLeaderException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoLeaderException(String message) {
      super(message);
    }
  }

  /**
   * Creates those of {@code wanted} that do not exist; existing ones stay as they are. Returns when
   * all of them take records.
   *
   * @throws IllegalStateException if the topics do not all have the same number of partitions,
   *     which pairing by partition needs: none is created then; or if a partition has no leader
   *     that answers within 10 s
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
        // Two stages that start together both find it missing; one creates it.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    Map<String, TopicDescription> found =
        describe(admin, wanted.stream().map(NewTopic::name).toList());
    found.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    requireSamePartitions(partitions); // another stage may have been faster
    awaitLeaders(admin, found);
  }

  /**
   * Waits until the leader of each partition answers for it. A partition that was created a moment
   * ago may refuse a producer's first batch and take its second: the first is then out of order for
   * ever, and lost when its time is up, idempotence or not (KAFKA-15591).
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
   * How many partitions Weir's topics have on this cluster, told by those that exist already: by
   * one of {@code names}, or else by any.
   *
   * @param fallback the answer where none exists
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
   * Descriptions of topics that exist. A topic that was created a moment ago may not have reached
   * the broker that answers: it is asked again for a while.
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
