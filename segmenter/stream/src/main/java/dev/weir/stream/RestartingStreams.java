package dev.weir.stream;

import dev.weir.frame.kafka.KafkaWatch;
import dev.weir.stream.pipeline.EngineFailedException;
import dev.weir.stream.pipeline.EngineStalledError;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts Kafka Streams after Kafka failures. Kafka Streams stops when a topic is deleted or a
 * call times out. This class then closes it, waits until Kafka is available again, and starts a new
 * instance, which continues from the last commit.
 *
 * <pre>
 *            runs                    a failure outside Kafka
 * STARTING ────────▶ RUNNING ──────────────────────────────────────▶ FAILED
 *    ▲                  │ a Kafka failure
 *    │ Kafka is back    ▼
 *    └─────────────── WAITING
 * </pre>
 *
 * <p>A separate thread starts and closes Kafka Streams. Any thread may call {@link #close()}.
 */
final class RestartingStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestartingStreams.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration RELEASED = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long SHORTEST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  /** Creates Kafka Streams, not started, with clients of its own. */
  @FunctionalInterface
  interface Factory {
    KafkaStreams make(StreamsClients clients);
  }

  /** Called on any thread. */
  interface Listener {
    /** The instance has its partitions. */
    void running();

    /** The instance has stopped for good. */
    void failed(Throwable cause);
  }

  private record Running(KafkaStreams streams, StreamsClients clients) {}

  private final Factory factory;
  private final FrameAccounting accounting;
  private final KafkaWatch watch;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "weir-segmenter");
  private long pauseMillis = SHORTEST_PAUSE_MILLIS;

  RestartingStreams(
      Factory factory, FrameAccounting accounting, KafkaWatch watch, Listener listener) {
    this.factory = factory;
    this.accounting = accounting;
    this.watch = watch;
    this.listener = listener;
  }

  /** Starts on a separate thread. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      boolean again = true;
      while (again) {
        again = session();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() has ended the wait
    } catch (RuntimeException | Error e) {
      listener.failed(e);
    }
  }

  /** Runs Kafka Streams until it is closed or fails. Returns whether to restart it. */
  private boolean session() throws InterruptedException {
    broken.set(null);
    Running running;
    try {
      running = open();
    } catch (StreamsException e) {
      return restart(e);
    }
    boolean closed = false;
    while (!closed && broken.get() == null) {
      closed = closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    close(running);
    Throwable cause = broken.get();
    if (closed || cause == null) {
      return false;
    }
    if (!isKafkas(cause)) {
      return false; // logged when it happened
    }
    return restart(cause);
  }

  private Running open() {
    StreamsClients clients = new StreamsClients(accounting);
    KafkaStreams streams = factory.make(clients);
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(
        (now, before) -> {
          LOG.debug("segmenter state={} before={}", now, before);
          if (now == KafkaStreams.State.RUNNING) {
            listener.running();
          }
        });
    streams.start();
    return new Running(streams, clients);
  }

  private StreamThreadExceptionResponse failed(Throwable thrown) {
    Throwable cause = rootOf(thrown);
    boolean ending = closing.getCount() == 0; // then pending calls are aborted
    if (broken.compareAndSet(null, cause) && !isKafkas(cause) && !ending) {
      listener.failed(cause);
    } else {
      LOG.debug("segmenter broke", thrown);
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private boolean restart(Throwable cause) throws InterruptedException {
    if (watch.trouble() == null && pauseMillis > SHORTEST_PAUSE_MILLIS) {
      LOG.warn("segmenter restarts cause=\"{}\"", cause.getMessage()); // logged only here
    } else {
      LOG.debug("segmenter restarts", cause);
    }
    boolean closed = closing.await(pauseMillis, TimeUnit.MILLISECONDS);
    while (!closed && watch.trouble() != null) {
      closed = closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      pauseMillis = SHORTEST_PAUSE_MILLIS;
    }
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    return !closed;
  }

  private static void close(Running running) {
    // By default a closed instance stays a group member, and the next start would wait until that
    // membership expires.
    CloseOptions leaving =
        CloseOptions.timeout(PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (running.streams().close(leaving)) {
      return;
    }
    running.clients().release(); // its threads are waiting for a broker
    if (!running.streams().close(RELEASED)) {
      LOG.warn("segmenter not closed after={}s", PATIENCE.plus(RELEASED).toSeconds());
    }
  }

  /**
   * Returns the cause of a failure: one of our own exceptions if there is one, otherwise the
   * innermost.
   */
  private static Throwable rootOf(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && !(cause instanceof EngineFailedException)
        && !(cause instanceof EngineStalledError)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Returns whether a retry may succeed without a change to Weir or its configuration. */
  static boolean isKafkas(Throwable cause) {
    if (cause instanceof AuthenticationException
        || cause instanceof AuthorizationException
        || cause instanceof UnsupportedVersionException
        || cause instanceof SerializationException
        || cause instanceof ConfigException) {
      return false;
    }
    return cause instanceof ApiException
        || cause instanceof StreamsException
        || cause.getClass() == KafkaException.class;
  }

  /** Finishes the frames in flight, commits and leaves the group. Returns within 5.5 s. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(PATIENCE.plus(RELEASED).plusMillis(500).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
