package dev.weir.pairing;

import dev.weir.frame.FrameRef;
import dev.weir.pairing.accounting.CameraAccounting;
import dev.weir.pairing.accounting.ClassShares;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.UnpairedCause;
import dev.weir.pairing.output.ThrottledWarning;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles each pair: decodes the mask's classes, counts it, shows it to the listener and publishes
 * it. One instance serves all partitions; confined to the stage's thread.
 */
final class PairHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PairHandler.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final PairListener listener;
  private final PairPublisher publisher;
  private final Clock clock;
  private final ThrottledWarning unreadable;
  private final ThrottledWarning listenerFailed;
  private final ThrottledWarning unpaired;
  private final ThrottledWarning malformed;

  PairHandler(PairListener listener, PairPublisher publisher, Clock clock) {
    this.listener = listener;
    this.publisher = publisher;
    this.clock = clock;
    this.unreadable = new ThrottledWarning(LOG, "mask cannot be decoded", PERIOD, clock);
    this.listenerFailed = new ThrottledWarning(LOG, "listener failed", PERIOD, clock);
    this.unpaired = new ThrottledWarning(LOG, "mask without its frame", PERIOD, clock);
    this.malformed = new ThrottledWarning(LOG, "record skipped", PERIOD, clock);
  }

  /**
   * Handles a mask that was paired with its frame.
   *
   * @param origin position of the mask on the masks topic
   */
  void paired(Pair pair, FrameRef origin, CameraAccounting accounting) {
    byte[] classes;
    try {
      classes = pair.mask().classes();
    } catch (RuntimeException | OutOfMemoryError e) {
      // Only this mask fails: it gets no statistics, and the next pair is handled as usual.
      unreadable.happened("mask=%s cause=%s".formatted(pair.mask().id(), e.getMessage()));
      publisher.bury(pair.mask(), origin, e);
      accounting.paired(pair, ClassShares.NONE, clock.instant());
      return;
    }
    ClassShares shares = ClassShares.count(classes);
    accounting.paired(pair, shares, clock.instant());
    show(pair);
    publisher.publish(pair, classes, shares);
  }

  void unpaired(String mask, UnpairedCause cause) {
    unpaired.happened("mask=%s cause=%s".formatted(mask, cause.label()));
  }

  /** Handles a record of the masks topic that is not a mask: sends it to the dead-letter topic. */
  void malformedMask(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
    malformed(record, String.valueOf(cause.getMessage()));
    publisher.bury(record, cause);
  }

  /**
   * Logs a record that cannot be read. The stage that reads this topic first sends the record to
   * the dead-letter topic.
   */
  void malformed(ConsumerRecord<byte[], byte[]> record, String cause) {
    FrameRef place = new FrameRef(record.topic(), record.partition(), record.offset());
    malformed.happened("record=%s cause=%s".formatted(place, cause));
  }

  private void show(Pair pair) {
    try {
      listener.paired(pair);
    } catch (RuntimeException e) {
      // A failing listener does not stop publishing.
      listenerFailed.happened("frame=%s cause=%s".formatted(pair.frame().id(), e));
    }
  }
}
