package dev.weir.capture;

import dev.weir.frame.Frame;
import dev.weir.frame.counts.DropCause;
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
 * Sends one camera's frames to Kafka, with a bounded number in flight. A separate thread calls the
 * producer, because a producer blocks when its memory is full, and that must not stop a camera from
 * being read.
 *
 * <ol>
 *   <li>The worker offers frames, the sender thread sends them, and Kafka's thread confirms them.
 *   <li>{@link #offerNewest} never blocks. While too many frames are in flight, one frame waits,
 *       and a newer one replaces it. At startup up to 48 frames wait, until Kafka has caught up
 *       once.
 *   <li>{@link #offerPatiently} waits for room. No frame is dropped, however long Kafka is away.
 * </ol>
 */
final class FrameSender {
  private static final Logger LOG = LoggerFactory.getLogger(FrameSender.class);
  private static final int MAX_IN_FLIGHT = 8;
  // The limit until Kafka has caught up once. Connections, producer id, and class loading take
  // time, so a delay in a camera's first 1.5 s does not mean that Kafka is slow.
  private static final int MAX_AT_START = 48;
  private static final long MAX_BYTES_AT_START = 32L << 20;

  private final Producer<String, Frame> producer;
  private final CameraCounter counter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread sender;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int inFlight;
  private boolean starting = true;
  private boolean confirmed;
  private boolean closed;
  private boolean failing;
  private @Nullable String lost;
  private @Nullable TimeoutException rejected; // only used by the sender thread

  /** A frame that waits. A patient frame is offered to the producer until it accepts it. */
  private record Waiting(Frame frame, boolean patient) {}

  FrameSender(String camera, Producer<String, Frame> producer, CameraCounter counter) {
    this.producer = producer;
    this.counter = counter;
    this.sender = new Thread(this::run, "weir-send-" + camera);
    sender.setDaemon(true);
    sender.start();
  }

  /** Offers a live frame. If there is no room, the oldest waiting frame is dropped. */
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
    if (waiting.size() + inFlight < MAX_IN_FLIGHT) {
      return false;
    }
    long bytes = starting ? waiting.stream().mapToLong(w -> w.frame().data().length).sum() : 0;
    return !starting || waiting.size() >= MAX_AT_START || bytes >= MAX_BYTES_AT_START;
  }

  /** Offers a frame that must not be lost. Waits for room. */
  void offerPatiently(Frame frame) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.size() + inFlight >= MAX_IN_FLIGHT && !closed) {
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

  /** Why Kafka permanently refused a frame: the first such cause, or null if there is none. */
  @Nullable String lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no frame is waiting or in flight, or until this is closed. */
  void awaitEmpty() throws InterruptedException {
    lock.lock();
    try {
      while ((!waiting.isEmpty() || inFlight > 0) && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes the sender. Waiting frames are dropped; frames in flight may finish. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    sender.interrupt(); // it may be blocked on the producer's memory
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
      while (!closed && (waiting.isEmpty() || inFlight >= MAX_IN_FLIGHT)) {
        changed.await();
      }
      if (closed) {
        return null;
      }
      Waiting next = waiting.removeFirst();
      inFlight++;
      starting &= !(confirmed && waiting.isEmpty());
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void send(Waiting next) {
    while (!offered(next)) {
      // The producer has waited max.block.ms for memory or for the broker. Try again.
    }
  }

  /** Whether the producer has accepted the frame or refused it permanently. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same result
  private boolean offered(Waiting next) {
    rejected = null;
    try {
      producer.send(FrameTopic.record(next.frame()), (metadata, failure) -> answered(failure));
    } catch (KafkaException | IllegalStateException e) {
      // The producer throws errors that it detects at once, and when it is closed or interrupted.
      answered(e);
    }
    TimeoutException late = rejected;
    if (late == null) {
      return true;
    }
    if (next.patient() && !closed()) {
      return false;
    }
    done(late);
    return true;
  }

  /** A timeout reported on our own thread is for a frame that the producer did not accept. */
  private void answered(@Nullable Exception failure) {
    if (failure instanceof TimeoutException late && Thread.currentThread() == sender) {
      rejected = late;
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
      inFlight--;
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
