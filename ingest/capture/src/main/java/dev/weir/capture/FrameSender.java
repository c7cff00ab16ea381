package dev.weir.capture;

import dev.weir.frame.Frame;
import dev.weir.frame.kafka.FrameTopic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera's way into Kafka: a bounded number of frames under way. A sender thread of its own
 * hands them to the producer, because a producer blocks when its memory is full, and a camera that
 * waits must not stop reading.
 *
 * <ol>
 *   <li>The worker offers; the sender sends; Kafka's thread confirms.
 *   <li>{@link #offerNewest} never blocks: while too many are under way one frame waits, and a
 *       newer one takes its place. At the start up to 48 wait, until Kafka has taken them once.
 *   <li>{@link #offerPatiently} waits until there is room: nothing is dropped, however long Kafka
 *       is away.
 * </ol>
 */
final class FrameSender {
  private static final Logger LOG = LoggerFactory.getLogger(FrameSender.class);
  private static final int MOST_UNDER_WAY = 8;
  // Until Kafka has kept up once: connections, producer id and classes take their time, and a
  // camera's first second and a half is no sign of a slow Kafka.
  private static final int MOST_AT_START = 48;
  private static final long MOST_BYTES_AT_START = 32L << 20;

  private final Producer<String, Frame> producer;
  private final CameraCounter counter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread sender;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean starting = true;
  private boolean confirmed;
  private boolean closed;
  private boolean failing;
  private @Nullable String lost;
  private @Nullable TimeoutException turnedAway; // the sender's own

  /** A frame that waits; a patient one is offered to the producer until it takes it. */
  private record Waiting(Frame frame, boolean patient) {}

  FrameSender(String camera, Producer<String, Frame> producer, CameraCounter counter) {
    this.producer = producer;
    this.counter = counter;
    this.sender = new Thread(this::run, "weir-send-" + camera);
    sender.setDaemon(true);
    sender.start();
  }

  /** Hands over a live frame; where there is no room, the oldest that still waits is dropped. */
  void offerNewest(Frame frame) {
    lock.lock();
    try {
      if (closed) {
        counter.dropped(DropCause.STOPPED);
        return;
      }
      while (!waiting.isEmpty() && isFull()) {
        waiting.removeFirst();
        counter.dropped(DropCause.KAFKA_SLOW);
      }
      waiting.addLast(new Waiting(frame, false));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    if (waiting.size() + underWay < MOST_UNDER_WAY) {
      return false;
    }
    long bytes = starting ? waiting.stream().mapToLong(w -> w.frame().data().length).sum() : 0;
    return !starting || waiting.size() >= MOST_AT_START || bytes >= MOST_BYTES_AT_START;
  }

  /** Hands over a frame that must not be lost; waits for room. */
  void offerPatiently(Frame frame) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.size() + underWay >= MOST_UNDER_WAY && !closed) {
        changed.await();
      }
      if (closed) {
        counter.dropped(DropCause.STOPPED);
      } else {
        waiting.addLast(new Waiting(frame, true));
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Why Kafka did not take a frame, the first that it refused for good; null if there is none. */
  @Nullable String lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is under way, or closed. */
  void awaitEmpty() throws InterruptedException {
    lock.lock();
    try {
      while ((!waiting.isEmpty() || underWay > 0) && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops: what waits is dropped, what Kafka has in hand it may finish. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    sender.interrupt(); // it may wait for the producer's memory
  }

  private void run() {
    try {
      Waiting next = take();
      while (next != null) {
        send(next);
        next = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      lock.lock();
      try {
        waiting.forEach(unsent -> counter.dropped(DropCause.STOPPED));
        waiting.clear();
        closed = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private @Nullable Waiting take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (waiting.isEmpty() || underWay >= MOST_UNDER_WAY)) {
        changed.await();
      }
      if (closed) {
        return null;
      }
      Waiting next = waiting.removeFirst();
      underWay++;
      starting &= !(confirmed && waiting.isEmpty());
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void send(Waiting next) {
    while (!offered(next)) {
      // The producer has waited its max.block.ms for room or for the broker; it waits again.
    }
  }

  /** Whether the producer has taken the frame, or refused it for good. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private boolean offered(Waiting next) {
    turnedAway = null;
    try {
      producer.send(FrameTopic.record(next.frame()), (metadata, failure) -> answered(failure));
    } catch (KafkaException | IllegalStateException e) {
      // The producer throws what it finds out at once, and also when it is closed or interrupted.
      answered(e);
    }
    TimeoutException late = turnedAway;
    if (late == null) {
      return true;
    }
    if (next.patient() && !closed()) {
      return false;
    }
    done(late);
    return true;
  }

  /** What the producer says on our own thread is about a frame that it has not taken. */
  private void answered(@Nullable Exception failure) {
    if (failure instanceof TimeoutException late && Thread.currentThread() == sender) {
      turnedAway = late;
    } else {
      done(failure);
    }
  }

  private boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void done(@Nullable Exception failure) {
    lock.lock();
    try {
      underWay--;
      if (failure == null) {
        counter.sent();
        failing = false;
        confirmed = true;
      } else {
        counter.dropped(closed ? DropCause.STOPPED : DropCause.SEND_FAILED);
        if (lost == null && !closed) {
          lost = String.valueOf(failure.getMessage());
        }
        if (!failing && !closed) {
          failing = true;
          LOG.warn(
              "{} frames=dropped cause=\"{}\"",
              Thread.currentThread().getName(),
              failure.getMessage());
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
