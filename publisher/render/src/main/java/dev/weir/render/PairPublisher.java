package dev.weir.render;

import dev.weir.frame.MalformedMessageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what comes of a pair to its topics. Confined to the stage's thread; the producer's own
 * thread only leaves a failure behind.
 */
final class PairPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(PairPublisher.class);

  private final Producer<byte[], byte[]> producer;
  private final PublisherOptions options;
  private final @Nullable OverlayPainter painter;
  private final ThrottledWarning unpaintable;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  PairPublisher(Producer<byte[], byte[]> producer, PublisherOptions options) {
    this.producer = producer;
    this.options = options;
    this.painter =
        options.overlays() ? new OverlayPainter(options.classes(), options.opacity()) : null;
    this.unpaintable =
        new ThrottledWarning(
            LOG,
            "frame cannot be decoded for its overlay",
            Duration.ofSeconds(10),
            options.clock());
  }

  /** Sends statistics and overlay, if they are wanted; returns before they are acknowledged. */
  void publish(Pair pair, byte[] classes, ClassShares shares) {
    if (options.stats()) {
      FrameStats stats =
          FrameStats.of(
              pair, shares, options.classes().of(pair.mask().model()), options.clock().instant());
      send(PairEvents.stats(pair, stats.toJson()));
    }
    if (painter != null) {
      try {
        send(PairEvents.overlay(pair, painter.paint(pair, classes)));
      } catch (MalformedMessageException e) {
        unpaintable.happened("frame=%s cause=%s".formatted(pair.frame().id(), e.getMessage()));
      }
    }
  }

  /**
   * Waits until everything sent so far is acknowledged.
   *
   * @throws KafkaException if something was not; it is lost unless its mask is read again
   */
  void acknowledge() {
    producer.flush();
    Exception e = failure.get();
    if (e != null) {
      throw new KafkaException("not acknowledged by the broker: " + e.getMessage(), e);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // The callback tells; the future would tell the same.
    var unused =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }
}
