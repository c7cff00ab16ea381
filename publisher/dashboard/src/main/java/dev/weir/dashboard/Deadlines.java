package dev.weir.dashboard;

import java.time.Duration;

/**
 * How long a connection may take. A byte does not count, only what is complete: a client that sends
 * or reads one now and then would never end.
 *
 * @param request from a connection's start, or its last response, to the end of the next request's
 *     header
 * @param response from there to the end of the response
 * @param pong until a WebSocket's client has sent as many bytes as an answer to a ping has
 * @param ping how often it is asked for such an answer; less than half of {@code pong}
 * @param thread until a thread without work ends
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
