package dev.weir.capture;

import dev.weir.capture.source.SourceOpener;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.KafkaWatch;
import dev.weir.frame.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first stage: reads cameras and writes {@code weir.frames}.
 *
 * <ol>
 *   <li>Each camera has its own worker. A camera that hangs, breaks, or is slow does not affect
 *       others.
 *   <li>If Kafka is slow, a live camera keeps its newest frame and drops older ones. Files and
 *       drives wait as long as necessary. If Kafka refuses one of their frames permanently, they
 *       fail.
 *   <li>Any thread may call any method.
 * </ol>
 *
 * <p>Limitations: 1. Cameras are outside of Kafka's guarantees: frames that a camera sends while
 * this stage is down are lost. 2. A frame's capture time is when its source delivered it or when it
 * was due, because few cameras send the time. HLS with dates does, for the segment that it starts
 * with.
 */
public final class Ingest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final Duration REACH = Duration.ofSeconds(10);
  private static final Duration JOIN = Duration.ofMillis(1500);
  private static final Duration FLUSH = Duration.ofMillis(1500);

  private final Producer<String, Frame> producer;
  private final AutoCloseable watch;
  private final List<CameraWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Ingest(
      Producer<String, Frame> producer,
      List<Camera> cameras,
      SourceOpener opener,
      IngestOptions options,
      AutoCloseable watch) {
    this.producer = producer;
    this.watch = watch;
    for (Camera camera : cameras) {
      CameraCounter counter = new CameraCounter();
      FrameSender sender = new FrameSender(camera.id().value(), producer, counter);
      CameraWorker worker = new CameraWorker(camera, opener, options, sender, counter);
      Thread thread = new Thread(worker, "weir-camera-" + camera.id());
      thread.setDaemon(true);
      workers.add(worker);
      threads.add(thread);
    }
  }

  /**
   * Checks the broker, creates the topic if it is missing, and starts all cameras. If the broker
   * goes away after the check, this waits until it is back.
   *
   * @throws dev.weir.frame.kafka.BrokerUnreachableException if no broker answers within 10 s
   * @throws IllegalArgumentException if there is no camera, or two cameras have the same name
   * @throws IllegalStateException if the topic cannot be created, or does not fit with other topics
   * @throws InterruptedException if interrupted while waiting for the broker
   */
  public static Ingest start(
      KafkaConnection kafka, List<Camera> cameras, SourceOpener opener, IngestOptions options)
      throws InterruptedException {
    kafka.requireReachable(REACH);
    KafkaWatch watch = KafkaWatch.start(kafka, "ingest", List.of(FrameTopic.NAME));
    boolean started = false;
    try {
      short replication = options.replication();
      Topics.ensureForStage(
          kafka,
          options.partitions(),
          partitions -> List.of(FrameTopic.definition(partitions, replication)));
      watch.expectTopics();
      KafkaProducer<String, Frame> producer =
          new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer());
      warmUp(producer);
      Ingest ingest = start(producer, cameras, opener, options, watch);
      started = true;
      return ingest;
    } finally {
      if (!started) {
        watch.close();
      }
    }
  }

  /** Connects before the cameras start. Otherwise their first frames would wait and be dropped. */
  private static void warmUp(KafkaProducer<String, Frame> producer) {
    try {
      producer.partitionsFor(FrameTopic.NAME);
    } catch (TimeoutException e) {
      LOG.debug("no metadata yet; the cameras start without it", e);
    }
  }

  /**
   * Starts all cameras with a given producer, which this stage owns from now on. Does not watch
   * Kafka.
   */
  public static Ingest start(
      Producer<String, Frame> producer,
      List<Camera> cameras,
      SourceOpener opener,
      IngestOptions options) {
    return start(producer, cameras, opener, options, () -> {});
  }

  private static Ingest start(
      Producer<String, Frame> producer,
      List<Camera> cameras,
      SourceOpener opener,
      IngestOptions options,
      AutoCloseable watch) {
    Set<CameraId> names = new HashSet<>();
    for (Camera camera : cameras) {
      if (!names.add(camera.id())) {
        throw new IllegalArgumentException(
            "two cameras are named '%s': give each its own name".formatted(camera.id()));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no camera: expected at least one");
    }
    Ingest ingest = new Ingest(producer, cameras, opener, options, watch);
    ingest.threads.forEach(Thread::start);
    return ingest;
  }

  /** Returns the frame counts of each camera. */
  public Map<CameraId, FrameCounts> counts() {
    Map<CameraId, FrameCounts> all = new TreeMap<>();
    workers.forEach(w -> all.put(w.camera().id(), w.counts()));
    return all;
  }

  /**
   * Returns how many pictures of each camera were skipped because of {@link IngestOptions#maxFps}.
   * They get no sequence number, so they leave no gap and are in no frame count.
   */
  public Map<CameraId, Long> thinned() {
    Map<CameraId, Long> all = new TreeMap<>();
    workers.forEach(w -> all.put(w.camera().id(), w.thinned()));
    return all;
  }

  /** Returns the cameras that ended early and will not return, with the reason. */
  public Map<CameraId, String> failures() {
    Map<CameraId, String> all = new TreeMap<>();
    for (CameraWorker worker : workers) {
      String failure = worker.failure();
      if (failure != null) {
        all.put(worker.camera().id(), failure);
      }
    }
    return all;
  }

  /** Returns the cameras that do not deliver now and are retried, with the reason. */
  public Map<CameraId, String> troubles() {
    Map<CameraId, String> all = new TreeMap<>();
    for (CameraWorker worker : workers) {
      String trouble = worker.trouble();
      if (trouble != null && !worker.ended()) {
        all.put(worker.camera().id(), trouble);
      }
    }
    return all;
  }

  /**
   * Waits until every camera has ended and Kafka has its frames.
   *
   * @return whether all have ended; false after the timeout
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /** Stops all cameras. Frames in flight get 1.5 s to reach Kafka. Returns within 4 s. */
  @Override
  public void close() {
    endWatch();
    workers.forEach(CameraWorker::close);
    try {
      awaitEnd(JOIN);
      // A driver call may ignore its deadline. Its daemon thread is then abandoned.
      for (Thread thread : threads) {
        if (thread.isAlive()) {
          thread.interrupt();
          LOG.warn("{} did not stop", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      producer.close(FLUSH);
    }
  }

  private void endWatch() {
    try {
      watch.close();
    } catch (Exception e) { // declared by AutoCloseable
      LOG.debug("watch not closed", e);
    }
  }
}
