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
 * The publisher stage: pairs masks with frames, shows each pair, writes statistics and overlays,
 * and keeps the frame accounting.
 *
 * <ol>
 *   <li>One thread does the work; it starts in {@link #start} and ends in {@link #close}.
 *   <li>Any thread may call {@link #cameras()}, {@link #share()} and {@link #close()}.
 *   <li>At least once: offsets are committed after the output is acknowledged. After a crash, the
 *       pairs since the last commit (half a second) are processed again.
 *   <li>An unreadable record is counted, logged once per period and skipped. The stage waits while
 *       the broker is unavailable. If the broker refuses output, the stage reads its masks again
 *       and repeats the output.
 * </ol>
 *
 * <p>Limitations: 1. Counts, rates and latencies are kept in memory and start with this publisher
 * (or when a partition is assigned to it). 2. Frames are read at most 32 MiB or 1024 frames per
 * partition ahead of the masks. If the segmenter stops for longer, frames beyond that are not
 * counted yet. 3. A dropped last frame counts as in flight until a later frame has a mask.
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
        new ThrottledWarning(LOG, "publisher restarts", Duration.ofSeconds(10), options.clock());
    this.thread = new Thread(this::run, "weir-publisher");
  }

  /**
   * Checks the broker, creates missing topics and starts. If the broker goes away after the check,
   * the stage waits for it indefinitely.
   *
   * @throws dev.weir.frame.kafka.BrokerUnreachableException if no broker answers within 10 s
   * @throws IllegalStateException if the topics do not match or cannot be created
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

  /**
   * Returns every camera seen on the currently assigned partitions, by name. After the stage has
   * ended, returns the last status.
   */
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

  /** Returns the partitions that this publisher shows; the rest of the group shows the others. */
  public PartitionShare share() {
    return new PartitionShare(options.groupId(), List.copyOf(pairings.keySet()), partitions);
  }

  /** Stops: commits finished masks and closes the clients. Returns within 3 s. */
  @Override
  public void close() {
    closing.countDown();
    watch.close();
    try {
      thread.join(1500);
      if (thread.isAlive()) {
        // It most likely waits for a broker that is gone.
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
        return; // close() interrupted this thread; uncommitted masks are read again
      } catch (KafkaException e) {
        restarts(e);
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("publisher failed, restarting", e);
      }
      pause();
    }
  }

  private void restarts(KafkaException e) {
    if (watch.trouble() == null) {
      failures.happened("cause=" + e.getMessage());
    } else {
      LOG.debug("publisher restarts", e); // the broker watch has already logged the cause
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
