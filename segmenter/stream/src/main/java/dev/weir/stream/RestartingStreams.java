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
 * Kafka Streams that outlives Kafka's troubles. It gives up where a topic was deleted, or where a
 * call took too long; then this closes it, waits until Kafka is whole again, and starts another,
 * which goes on from the last commit.
 *
 * <pre>
 *            runs                    a failure that is not Kafka's
 * STARTING ────────▶ RUNNING ──────────────────────────────────────▶ FAILED
 *    ▲                  │ Kafka's own failure
 *    │ Kafka is whole   ▼
 *    └─────────────── WAITING
 * </pre>
 *
 * <p>A thread of its own starts and closes; {@link #close()} may be called by any.
 */
final class RestartingStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestartingStreams.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration RELEASED = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long SHORTEST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  /** Makes Kafka Streams, not started, on clients that are its own. */
  @FunctionalInterface
  interface Factory {
    KafkaStreams make(StreamsClients clients);
  }

  /** Told by any thread. */
  interface Listener {
    /** It has its partitions. */
    void running();

    /** It has stopped for good. */
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

  /** Starts, on its own thread. */
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
      Thread.currentThread().interrupt(); // nobody waits for us any more
    } catch (RuntimeException | Error e) {
      listener.failed(e);
    }
  }

  /** Runs Streams until it is closed or breaks; whether to run it again. */
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
      return false; // said when it happened
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
    boolean ending = closing.getCount() == 0; // then calls are cut short
    if (broken.compareAndSet(null, cause) && !isKafkas(cause) && !ending) {
      listener.failed(cause);
    } else {
      LOG.debug("segmenter broke", thrown);
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private boolean restart(Throwable cause) throws InterruptedException {
    if (watch.trouble() == null && pauseMillis > SHORTEST_PAUSE_MILLIS) {
      LOG.warn("segmenter starts over cause=\"{}\"", cause.getMessage()); // nobody else says it
    } else {
      LOG.debug("segmenter starts over", cause);
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
    // Streams stays a member by default, and the next start would wait until that expires.
    CloseOptions leaving =
        CloseOptions.timeout(PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (running.streams().close(leaving)) {
      return;
    }
    running.clients().release(); // its threads wait for a broker
    if (!running.streams().close(RELEASED)) {
      LOG.warn("segmenter not closed after={}s", PATIENCE.plus(RELEASED).toSeconds());
    }
  }

  /** What is behind a failure: our own exceptions where there are any, else the innermost. */
  private static Throwable rootOf(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && !(cause instanceof EngineFailedException)
        && !(cause instanceof EngineStalledError)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Whether another try may succeed where this one failed, without anybody's mending Weir. */
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

  /** Finishes what is under way, commits, leaves the group. Returns within 5.5 s. */
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
