package dev.weir.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded broker listens and keeps its topics.
 *
 * @param host address to listen on, also advertised to clients
 * @param port for clients; 0 picks a free port
 * @param data directory that keeps the topics, or null for a temporary one, deleted on close
 */
public record BrokerOptions(String host, int port, @Nullable Path data) {
  public BrokerOptions {
    if (host.isBlank()) {
      throw new IllegalArgumentException("broker host: expected an address, found nothing");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("broker port %d: expected 0 to 65535".formatted(port));
    }
  }

  /** Returns options for the loopback address. */
  public static BrokerOptions at(int port, @Nullable Path data) {
    return new BrokerOptions("localhost", port, data);
  }
}
