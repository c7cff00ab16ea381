package dev.weir.frame.kafka;

import java.time.Duration;

/** No Kafka broker answered in time. */
public final class BrokerUnreachableException extends RuntimeException {
  public BrokerUnreachableException(String bootstrap, Duration deadline, Throwable cause) {
    super(
        "no Kafka broker answered at %s within %d s; start one (weir broker) or name another with --bootstrap host:port"
            .formatted(bootstrap, deadline.toSeconds()),
        cause);
  }
}
