package dev.weir.pairing;

import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.KafkaWatch;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.pairing.output.ThrottledWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher: pairs masks with frames, shows each pair, writes statistics and overlays, keeps
 * the books.
 *
 * <ol>
 *   <li>One thread does the work; it starts in {@link #start} and ends in {@link #close}.
 *   <li>{@link #cameras()}, {@link #share()} and {@link #close()} may be called by any thread.
 *   <li>At least once: offsets are committed after the output is acknowledged. After a crash the
 *       pairs since the last commit (half a second) come again.
 *   <li>A record that cannot be read is counted, logged once per period and skipped. A broker that
 *       goes away is waited for; output that the broker refused is made again from its masks.
 * </ol>
 *
 * <p>Limitations: 1. Books, rates and latencies live in memory and start with this publisher (or
 * when a partition comes to it). 2. Frames are read ahead of the masks by 32 MiB or 1024 a
 * partition at most; while the segmenter stands still for longer, frames beyond that are not in the
 * books yet. 3. A last frame that was dropped counts as in flight until a later one has a mask.
 */
public final class PublisherStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PublisherStage.class);
  private static final Duration REACH = Duration.ofSeconds(10);
  private static final long RETRY_MILLIS = 1000;

  private final KafkaConnection kafka;
  private final KafkaWatch watch;
  private final PublisherOptions options;
  private final PairListener listener;
  private final Map<Integer, PartitionPairing> pairings = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ThrottledWarning failures;
  private final Thread thread;
  private volatile @Nullable List<CameraStatus> last;
  private volatile int partitions;

  private PublisherStage(
      KafkaConnection kafka, PublisherOptions options, PairListener listener, KafkaWatch watch) {
    this.watch = watch;
    this.kafka = kafka;
    this.options = options;
    this.listener = listener;
    this.failures =
        new ThrottledWarning(LOG, "publisher starts over", Duration.ofSeconds(10), options.clock());
    this.thread = new Thread(this::run, "weir-publisher");
  }

  /**
   * Checks the broker, creates missing topics and starts. A broker that goes away after the check
   * is waited for, as long as it takes.
   *
   * @throws dev.weir.frame.kafka.BrokerUnreachableException if no broker answers within 10 s
   * @throws IllegalStateException if the topics do not fit together or cannot be created
   * @throws InterruptedException if interrupted while waiting for the broker
   */
  public static PublisherStage start(
      KafkaConnection kafka, PublisherOptions options, PairListener listener)
      throws InterruptedException {
    kafka.requireReachable(REACH);
    KafkaWatch watch = KafkaWatch.start(kafka, "publisher", PublisherTopics.names(options));
    boolean started = false;
    try {
      PublisherTopics.ensure(kafka, options);
      watch.expectTopics();
      PublisherStage stage = new PublisherStage(kafka, options, listener, watch);
      stage.thread.start();
      started = true;
      return stage;
    } finally {
      if (!started) {
        watch.close();
      }
    }
  }

  /** Every camera seen on the partitions that are ours now, by name; after the end, as it was. */
  public List<CameraStatus> cameras() {
    List<CameraStatus> atTheEnd = last;
    if (atTheEnd != null) {
      return atTheEnd;
    }
    Instant now = options.clock().instant();
    return pairings.values().stream()
        .flatMap(pairing -> pairing.accountings().stream())
        .map(accounting -> accounting.status(now, options.classes()))
        .sorted(Comparator.comparing(CameraStatus::id))
        .toList();
  }

  /** Which partitions this publisher shows; the others' cameras are with the rest of the group. */
  public PartitionShare share() {
    return new PartitionShare(options.groupId(), List.copyOf(pairings.keySet()), partitions);
  }

  /** Stops: commits what is done, closes the connections. Returns within 3 s. */
  @Override
  public void close() {
    closing.countDown();
    watch.close();
    try {
      thread.join(1500);
      if (thread.isAlive()) {
        // Most likely it waits for a broker that is gone.
        thread.interrupt();
        thread.join(1400);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (PublisherClients clients = PublisherClients.open(kafka, options)) {
        PairingLoop loop =
            new PairingLoop(clients, options, listener, pairings, count -> partitions = count);
        while (closing.getCount() > 0) {
          loop.doWork();
        }
        last = cameras(); // closing the consumers gives the partitions back
        loop.commit();
      } catch (InterruptException e) {
        return; // close() lost its patience; what was not committed comes again
      } catch (KafkaException e) {
        startsOver(e);
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("publisher failed, starting over", e);
      }
      pause();
    }
  }

  private void startsOver(KafkaException e) {
    if (watch.trouble() == null) {
      failures.happened("cause=" + e.getMessage());
    } else {
      LOG.debug("publisher starts over", e); // what it waits for is said
    }
  }

  private void pause() {
    try {
      if (!closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        pairings.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }
}
