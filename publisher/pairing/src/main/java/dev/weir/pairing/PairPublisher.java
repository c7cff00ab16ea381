package dev.weir.pairing;

import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.accounting.ClassShares;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.output.FrameStats;
import dev.weir.pairing.output.OverlayPainter;
import dev.weir.pairing.output.PairEvents;
import dev.weir.pairing.output.ThrottledWarning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a pair's statistics and overlay to their topics. Confined to the stage's thread; the
 * producer's own thread only records a failure.
 */
final class PairPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(PairPublisher.class);

  private static final String STAGE = "publisher";

  private final MaskSerializer masks = new MaskSerializer();
  private final Producer<byte[], byte[]> producer;
  private final PublisherOptions options;
  private final @Nullable OverlayPainter painter;
  private final ThrottledWarning unpaintable;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  PairPublisher(Producer<byte[], byte[]> producer, PublisherOptions options) {
    this.producer = producer;
    this.options = options;
    this.painter =
        options.overlays()
            ? new OverlayPainter(options.classes(), options.opacity(), options.maxPixels())
            : null;
    this.unpaintable =
        new ThrottledWarning(
            LOG,
            "frame cannot be decoded for its overlay",
            Duration.ofSeconds(10),
            options.clock());
  }

  /** Sends statistics and overlay, if enabled; returns before they are acknowledged. */
  void publish(Pair pair, byte[] classes, ClassShares shares) {
    Instant now = options.clock().instant();
    if (options.stats()) {
      FrameStats stats =
          FrameStats.of(pair, shares, options.classes().of(pair.mask().model()), now);
      send(PairEvents.stats(pair, stats.toJson(), now));
    }
    if (painter != null) {
      byte[] jpeg;
      try {
        jpeg = painter.paint(pair, classes);
      } catch (RuntimeException | OutOfMemoryError e) {
        // Only this pair fails: it gets no overlay, and the next pair is handled as usual.
        unpaintable.happened("frame=%s cause=%s".formatted(pair.frame().id(), e.getMessage()));
        return;
      }
      send(PairEvents.overlay(pair, jpeg, now));
    }
  }

  /** Sends an unreadable record to the dead-letter topic, with the cause. */
  void bury(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
    bury(
        record.key(),
        record.value(),
        record.headers(),
        new FrameRef(record.topic(), record.partition(), record.offset()),
        cause);
  }

  /** Sends a mask that could not be decoded to the dead-letter topic, with the cause. */
  void bury(Mask mask, FrameRef origin, Throwable cause) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = masks.serialize(MaskTopic.NAME, headers, mask);
    byte[] key = mask.id().camera().value().getBytes(StandardCharsets.UTF_8);
    bury(key, value, headers, origin, cause);
  }

  private void bury(
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      FrameRef origin,
      Throwable cause) {
    send(DeadLetterTopic.record(key, value, headers, STAGE, origin, cause));
  }

  /**
   * Waits until everything sent so far is acknowledged.
   *
   * @throws KafkaException if a send failed; its record is lost unless its mask is read again
   */
  void acknowledge() {
    producer.flush();
    Exception e = failure.get();
    if (e != null) {
      throw new KafkaException("not acknowledged by the broker: " + e.getMessage(), e);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // The callback reports failures; the future would report the same ones.
    var unused =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null && isAboutTheRecord(e)) {
                // A retry would be refused too and would block the partition forever.
                LOG.error(
                    "record not written: topic={} cause=\"{}\"", record.topic(), e.getMessage());
              } else if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  private static boolean isAboutTheRecord(Exception e) {
    return e instanceof RecordTooLargeException
        || e instanceof InvalidTimestampException
        || e instanceof CorruptRecordException
        || e instanceof InvalidRecordException;
  }
}
