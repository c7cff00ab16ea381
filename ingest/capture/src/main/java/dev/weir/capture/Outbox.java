package dev.weir.capture;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameTopic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
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
 *       newer one takes its place.
 *   <li>{@link #offerPatiently} waits until there is room: nothing is dropped.
 * </ol>
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int MOST_UNDER_WAY = 8;

  private final Producer<String, Frame> producer;
  private final CameraLedger ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread sender;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean closed;
  private boolean failing;

  Outbox(String camera, Producer<String, Frame> producer, CameraLedger ledger) {
    this.producer = producer;
    this.ledger = ledger;
    this.sender = new Thread(this::run, "weir-send-" + camera);
    sender.setDaemon(true);
    sender.start();
  }

  /** Hands over a live frame; where there is no room, the oldest that still waits is dropped. */
  void offerNewest(Frame frame) {
    lock.lock();
    try {
      if (!waiting.isEmpty() && waiting.size() + underWay >= MOST_UNDER_WAY) {
        waiting.removeFirst();
        ledger.dropped(DropCause.KAFKA_SLOW);
      }
      waiting.addLast(frame);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Hands over a frame that must not be lost; waits for room. */
  void offerPatiently(Frame frame) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.size() + underWay >= MOST_UNDER_WAY && !closed) {
        changed.await();
      }
      if (closed) {
        ledger.dropped(DropCause.STOPPED);
      } else {
        waiting.addLast(frame);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is under way; the producer's delivery timeout bounds it. */
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
      Frame frame = take();
      while (frame != null) {
        send(frame);
        frame = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      lock.lock();
      try {
        waiting.forEach(unsent -> ledger.dropped(DropCause.STOPPED));
        waiting.clear();
        closed = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private @Nullable Frame take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (waiting.isEmpty() || underWay >= MOST_UNDER_WAY)) {
        changed.await();
      }
      if (closed) {
        return null;
      }
      Frame frame = waiting.removeFirst();
      underWay++;
      changed.signalAll();
      return frame;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private void send(Frame frame) {
    try {
      producer.send(FrameTopic.record(frame), (metadata, failure) -> done(failure));
    } catch (KafkaException | IllegalStateException e) {
      // The producer throws what it finds out at once, and also when it is closed or interrupted.
      done(e);
    }
  }

  private void done(@Nullable Exception failure) {
    lock.lock();
    try {
      underWay--;
      if (failure == null) {
        ledger.sent();
        failing = false;
      } else {
        ledger.dropped(closed ? DropCause.STOPPED : DropCause.SEND_FAILED);
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
