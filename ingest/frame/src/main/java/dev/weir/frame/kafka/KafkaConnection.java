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
 * Where the brokers are, and the client settings of every stage in one place, each with its reason.
 * Immutable.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param overrides what the user said with {@code --kafka key=value}; wins over everything here
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

  /** Settings of a producer. */
  public Map<String, Object> producer() {
    Map<String, Object> p = common();
    // Frames and masks are live: waiting to fill a batch is latency, and they are large already.
    p.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // Checked before compression; the topic, the replicas and the consumers allow the same.
    p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
    // No record is lost or doubled by a retry, and a camera's order holds through one.
    p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    // A broker that is away is waited for: by default records are given up after two minutes.
    p.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    p.putAll(overrides);
    return p;
  }

  /** Settings of a consumer that sees committed records only. */
  public Map<String, Object> consumer() {
    Map<String, Object> c = common();
    c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // The default of 500 frames would be 100 MB at once.
    c.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 32);
    c.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_MESSAGE_BYTES);
    // The default of 64 KiB halves the rate at which large records are read.
    c.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1024 * 1024);
    c.putAll(overrides);
    return c;
  }

  /** Settings of an admin client. */
  public Map<String, Object> admin() {
    Map<String, Object> a = common();
    a.putAll(overrides);
    return a;
  }

  /** Settings that every client has. */
  private Map<String, Object> common() {
    Map<String, Object> c = new HashMap<>();
    c.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    // A broker that comes back is found within a second, not after the default of up to ten.
    c.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    return c;
  }

  /**
   * Asks for the cluster's nodes once.
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
        // Without a limit, closing waits a minute for the call that nobody answers.
        admin.close(Duration.ZERO);
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new BrokerUnreachableException(bootstrap, deadline, e);
    }
  }

  /**
   * An admin client, which the caller closes.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  Admin openAdmin() {
    try {
      return Admin.create(admin());
    } catch (KafkaException e) {
      // The constructor's own message says only "failed to create"; the cause names the setting.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "Kafka client settings for %s: %s".formatted(bootstrap, cause.getMessage()), e);
    }
  }
}
