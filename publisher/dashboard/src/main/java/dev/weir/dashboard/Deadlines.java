package dev.weir.dashboard;

import java.time.Duration;

/**
 * Time limits for a connection. Only complete requests, responses and pongs count as progress, not
 * single bytes: a client that trickles bytes would otherwise stay forever.
 *
 * @param request from the start of the connection, or its last response, to the end of the next
 *     request's header
 * @param response from there to the end of the response
 * @param pong time within which a WebSocket client must send as many bytes as a pong has
 * @param ping interval between pings; less than half of {@code pong}
 * @param thread idle time after which a thread ends
 */
record Deadlines(
    Duration request, Duration response, Duration pong, Duration ping, Duration thread) {
  static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));
}
