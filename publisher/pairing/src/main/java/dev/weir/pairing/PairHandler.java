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
 * Takes each pair through what is done with it: decode the classes, enter the books, show it, send
 * it. One for all partitions; confined to the stage's thread.
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
   * A mask has met its frame.
   *
   * @param origin where the mask lies
   */
  void paired(Pair pair, FrameRef origin, CameraAccounting accounting) {
    byte[] classes;
    try {
      classes = pair.mask().classes();
    } catch (RuntimeException | OutOfMemoryError e) {
      // Of this mask alone: it has no statistics, and the next pair goes on.
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

  /** A record of the masks topic is no mask: it goes to the dead. */
  void malformedMask(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
    malformed(PartitionPairing.where(record), String.valueOf(cause.getMessage()));
    publisher.bury(record, cause);
  }

  /** A record cannot be read; whoever made something of it before has sent it to the dead. */
  void malformed(String where, String cause) {
    malformed.happened("record=%s cause=%s".formatted(where, cause));
  }

  private void show(Pair pair) {
    try {
      listener.paired(pair);
    } catch (RuntimeException e) {
      // Whoever watches has no say in what is published.
      listenerFailed.happened("frame=%s cause=%s".formatted(pair.frame().id(), e));
    }
  }
}
