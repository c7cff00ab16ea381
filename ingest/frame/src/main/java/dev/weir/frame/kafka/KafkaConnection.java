package dev.weir.frame.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The broker addresses and the client settings of all stages, each with its reason. Immutable.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param overrides settings from {@code --kafka key=value}; they override all settings here
 */
public record KafkaConnection(String bootstrap, Map<String, String> overrides) {
  public KafkaConnection {
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap: expected host:port, found nothing");
    }
    overrides = Map.copyOf(overrides);
  }

  /** Without overrides. */
  public KafkaConnection(String bootstrap) {
    this(bootstrap, Map.of());
  }

  /** Producer settings. */
  public Map<String, Object> producer() {
    Map<String, Object> p = common();
    // Frames and masks are live and already large: waiting to fill a batch only adds latency.
    p.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // The limit is checked before compression. Topics, replicas, and consumers have the same limit.
    p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
    // Retries neither lose nor duplicate a record, and a camera's records stay in order.
    p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    // Wait for a broker that is away. The default is to drop records after two minutes.
    p.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    p.putAll(overrides);
    return p;
  }

  /** Settings of a consumer that reads only committed records. */
  public Map<String, Object> consumer() {
    Map<String, Object> c = common();
    c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // The default of 500 frames would be 100 MB per poll.
    c.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 32);
    c.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_MESSAGE_BYTES);
    // The default of 64 KiB halves the throughput of large records.
    c.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1024 * 1024);
    c.putAll(overrides);
    return c;
  }

  /** Admin client settings. */
  public Map<String, Object> admin() {
    Map<String, Object> a = common();
    a.putAll(overrides);
    return a;
  }

  /** Settings of all clients. */
  private Map<String, Object> common() {
    Map<String, Object> c = new HashMap<>();
    c.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    // Find a broker that comes back within a second. The default is up to ten seconds.
    c.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    return c;
  }

  /**
   * Asks once for the cluster's nodes.
   *
   * @throws BrokerUnreachableException if no broker answers within the deadline
   * @throws InterruptedException if interrupted while waiting
   */
  public void requireReachable(Duration deadline) throws InterruptedException {
    try {
      Admin admin = openAdmin();
      try {
        admin.describeCluster().nodes().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        // Without a limit, close() waits a minute for the unanswered call.
        admin.close(Duration.ZERO);
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new BrokerUnreachableException(bootstrap, deadline, e);
    }
  }

  /**
   * Checks the settings without contacting the broker.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  public void requireValidSettings() {
    openAdmin().close(Duration.ZERO);
  }

  /**
   * Opens an admin client. The caller closes it.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  Admin openAdmin() {
    try {
      return Admin.create(admin());
    } catch (KafkaException e) {
      // The constructor's own message is only "failed to create". The cause names the setting.
      Throwable cause = cause(e);
      throw new IllegalArgumentException(
          "Kafka client settings for %s: %s".formatted(bootstrap, cause.getMessage()), e);
    }
  }

  /** Returns what Kafka says went wrong: the cause, which clients wrap; or the error itself. */
  public static Throwable cause(Exception wrapped) {
    return wrapped.getCause() == null ? wrapped : wrapped.getCause();
  }
}
