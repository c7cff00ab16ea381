package dev.weir.frame.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a stage waits for while Kafka is away, or a topic of its own is: a line when it starts
 * to wait, within five seconds, and one when it is over. The clients themselves wait and retry
 * without a word.
 *
 * <ol>
 *   <li>A thread of its own asks the cluster about the topics once a second.
 *   <li>{@link #trouble()} and {@link #close()} may be called by any thread.
 *   <li>Topics are missed from {@link #expectTopics} on: before that, the stage creates them.
 * </ol>
 */
public final class KafkaWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

  /** So many looks in a row without a leader: no broker that is just stopping, or being elected. */
  private static final int LASTING = 3;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** With the period, less than the five seconds that are promised. */
  private static final int ANSWER_MILLIS = 3_000;

  /** A way to look. */
  @FunctionalInterface
  interface Look {
    /** What is missing, or null for nothing. */
    @Nullable Missing missing();
  }

  /** What a stage can miss. */
  enum Kind {
    /** Any answer. */
    BROKER,
    /** A partition's leader: for a moment whenever a broker stops. */
    LEADER,
    /** A topic, or its partitions. */
    TOPIC
  }

  /** Something that a stage misses, in a few words. */
  record Missing(Kind kind, String text) {
    boolean saysTheSameAs(@Nullable Missing other) {
      // A broker that stops first leads no more and then answers no more: that is said once.
      return other != null && (kind == Kind.TOPIC ? equals(other) : other.kind != Kind.TOPIC);
    }
  }

  private final String stage;
  private final Look look;
  private final AutoCloseable connection;
  private final Thread thread;
  private volatile @Nullable Missing trouble;
  private volatile boolean closed;
  private volatile boolean topicsExpected;
  private int leaderless;
  private long since;

  /** With another way to look, which is asked once a second by the watch's thread. */
  KafkaWatch(String stage, Look look, AutoCloseable connection) {
    this.stage = stage;
    this.look = look;
    this.connection = connection;
    this.thread = new Thread(this::run, "weir-kafka-watch-" + stage);
    thread.setDaemon(true);
  }

  /**
   * Starts to watch.
   *
   * @param stage for the log
   * @param topics that the stage cannot do without
   * @throws IllegalArgumentException if a client setting is wrong
   */
  public static KafkaWatch start(KafkaConnection kafka, String stage, Collection<String> topics) {
    Admin admin = kafka.openAdmin();
    KafkaWatch watch =
        new KafkaWatch(
            stage,
            () -> missing(admin, kafka.bootstrap(), List.copyOf(topics)),
            () -> admin.close(Duration.ZERO));
    watch.thread.start();
    return watch;
  }

  /** From now on a topic that is not there is missed. */
  public void expectTopics() {
    topicsExpected = true;
  }

  /** What is missing at the moment, in a few words, or null for nothing. */
  public @Nullable String trouble() {
    Missing missing = trouble;
    return missing == null ? null : missing.text();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      connection.close();
      thread.join(PERIOD.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // what AutoCloseable declares
      LOG.debug("watch not closed", e);
    }
  }

  private void run() {
    try {
      while (!closed) {
        step();
        Thread.sleep(PERIOD.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Looks once and says what has changed. */
  void step() {
    Missing found;
    try {
      found = look.missing();
    } catch (RuntimeException e) { // a client that is being closed, or one that is broken
      LOG.debug("stage={} cannot look", stage, e);
      return;
    }
    leaderless = found != null && found.kind() == Kind.LEADER ? leaderless + 1 : 0;
    boolean early = found != null && found.kind() == Kind.TOPIC && !topicsExpected;
    boolean passing = leaderless > 0 && leaderless < LASTING && trouble == null;
    if (!closed && !early && !passing) {
      say(found);
    }
  }

  private void say(@Nullable Missing found) {
    Missing before = trouble;
    trouble = found;
    long now = System.nanoTime();
    if (found != null && !found.saysTheSameAs(before)) {
      since = before == null ? now : since;
      LOG.warn("{} waits: {}", stage, found.text());
    } else if (found == null && before != null) {
      LOG.info("{} goes on: Kafka is back after={}s", stage, (now - since) / 1_000_000_000);
    }
  }

  private static @Nullable Missing missing(Admin admin, String bootstrap, List<String> topics) {
    DescribeTopicsResult answers =
        admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS));
    try {
      Map<String, Integer> partitions = new HashMap<>();
      for (Map.Entry<String, KafkaFuture<TopicDescription>> each :
          answers.topicNameValues().entrySet()) {
        Missing wrong = missing(each.getKey(), each.getValue());
        if (wrong != null) {
          return wrong;
        }
        partitions.put(each.getKey(), each.getValue().get().partitions().size());
      }
      return misfit(partitions);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean away = cause instanceof TimeoutException || cause instanceof DisconnectException;
      return new Missing(
          Kind.BROKER,
          away
              ? "no Kafka broker answers at " + bootstrap
              : "Kafka at %s says: %s".formatted(bootstrap, cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** A topic that was made anew with other partitions: a mask may have no place to go. */
  static @Nullable Missing misfit(Map<String, Integer> partitions) {
    String odd = Topics.differentPartitions(partitions);
    return odd == null ? null : new Missing(Kind.TOPIC, odd);
  }

  private static @Nullable Missing missing(String topic, KafkaFuture<TopicDescription> answer)
      throws ExecutionException, InterruptedException {
    TopicDescription found;
    try {
      found = answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return new Missing(
            Kind.TOPIC,
            "no topic %s; create it again, or start a stage, which creates what is missing"
                .formatted(topic));
      }
      throw e;
    }
    List<TopicPartitionInfo> headless =
        found.partitions().stream()
            .filter(p -> p.leader() == null || p.leader().isEmpty())
            .toList();
    return headless.isEmpty()
        ? null
        : new Missing(
            Kind.LEADER,
            "no leader for %s partition %s; is a broker down?"
                .formatted(
                    topic,
                    headless.stream()
                        .map(p -> Integer.toString(p.partition()))
                        .collect(Collectors.joining(", "))));
  }
}
