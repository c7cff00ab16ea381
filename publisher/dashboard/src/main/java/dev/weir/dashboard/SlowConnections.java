package dev.weir.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that miss their {@link Deadlines}. Jetty closes silent connections, but a
 * client that trickles bytes is never silent.
 *
 * <ol>
 *   <li>Jetty's threads report connections that open and close.
 *   <li>One thread calls {@link #close} periodically.
 * </ol>
 */
final class SlowConnections implements Connection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(SlowConnections.class);

  /** A connection's last progress, and when it was made. */
  private record Seen(long requests, long responses, long sinceNanos) {}

  private final Deadlines deadlines;
  private final LongSupplier nanoTime;
  private final Map<Connection, Seen> open = new ConcurrentHashMap<>();

  SlowConnections(Deadlines deadlines, LongSupplier nanoTime) {
    this.deadlines = deadlines;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new Seen(0, 0, nanoTime.getAsLong()));
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** Returns the number of open connections. */
  int count() {
    return open.size();
  }

  /** Checks every connection and closes the late ones. */
  void close() {
    long now = nanoTime.getAsLong();
    open.forEach(
        (connection, seen) -> {
          boolean socket =
              !(connection instanceof ConnectionMetaData); // only HTTP connections have it
          // Jetty counts the parts of a WebSocket's frame as messages, so a trickle would count.
          long requests =
              socket ? connection.getBytesIn() / Viewers.PING_BYTES : connection.getMessagesIn();
          // Data sent to a WebSocket proves nothing about its client.
          long responses = socket ? 0 : connection.getMessagesOut();
          if (requests != seen.requests || responses != seen.responses) {
            open.replace(connection, seen, new Seen(requests, responses, now));
            return;
          }
          Duration deadline =
              socket
                  ? deadlines.pong()
                  : requests > responses ? deadlines.response() : deadlines.request();
          if (now - seen.sinceNanos > deadline.toNanos()) {
            LOG.debug("connection closed: no progress after={} {}", deadline, connection);
            open.remove(connection, seen);
            connection.getEndPoint().close(new TimeoutException("no progress within " + deadline));
          }
        });
  }
}
