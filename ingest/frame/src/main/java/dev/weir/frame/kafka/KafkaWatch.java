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
 * Logs when a stage has to wait for Kafka or for one of its own topics. One line is logged within
 * five seconds after the wait starts, and one when it ends. The Kafka clients themselves wait and
 * retry without logging it.
 *
 * <ol>
 *   <li>A separate thread asks the cluster about the topics once a second.
 *   <li>Any thread may call {@link #trouble()} and {@link #close()}.
 *   <li>Missing topics are reported only after {@link #expectTopics}: before that, the stage
 *       creates them.
 * </ol>
 */
public final class KafkaWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

  /**
   * Consecutive checks without a leader before it is reported. A stopping broker or an election
   * takes fewer.
   */
  private static final int LASTING = 3;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Timeout of a check. Together with the period, it is below the promised five seconds. */
  private static final int ANSWER_MILLIS = 3_000;

  /** One way to check the cluster. */
  @FunctionalInterface
  interface Look {
    /** Returns what is missing, or null if nothing is. */
    @Nullable Missing missing();
  }

  /** The kinds of things that can be missing. */
  enum Kind {
    /** No broker answers. */
    BROKER,
    /** A partition has no leader. This happens briefly whenever a broker stops. */
    LEADER,
    /** A topic or its partitions do not exist. */
    TOPIC
  }

  /** Something that is missing, described in a few words. */
  record Missing(Kind kind, String text) {
    boolean saysTheSameAs(@Nullable Missing other) {
      // A broker that stops first loses its leadership and then stops answering. Only one of the
      // two is logged.
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

  /** Uses another way to check, called once a second on the watch's thread. */
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
   * @param stage the stage's name in the log
   * @param topics the topics that the stage needs
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

  /** From now on, topics that do not exist are reported. */
  public void expectTopics() {
    topicsExpected = true;
  }

  /** Returns what is missing now in a few words, or null if nothing is. */
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
    } catch (Exception e) { // declared by AutoCloseable
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

  /** Checks once and logs what has changed. */
  void step() {
    Missing found;
    try {
      found = look.missing();
    } catch (RuntimeException e) { // the client is being closed, or is broken
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
      LOG.info(
          "{} continues: {} after={}s{}",
          stage,
          before.kind() == Kind.TOPIC ? "the topics are there again" : "Kafka is back",
          (now - since) / 1_000_000_000,
          before.kind() == Kind.TOPIC
              ? "; a topic that was created again has none of its old records"
              : "");
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
      Throwable cause = KafkaConnection.cause(e);
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

  /** A topic that was recreated with another number of partitions: a mask may have no partition. */
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
