package dev.weir.capture;

import dev.weir.capture.source.SourceOpener;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
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
 * The first stage: cameras into {@code weir.frames}.
 *
 * <ol>
 *   <li>Each camera has a worker of its own; one that hangs, breaks or is slow touches no other.
 *   <li>Frames of a live camera: the newest wins when Kafka is slow. Files and drives wait for as
 *       long as it takes; if Kafka refuses a frame of theirs for good, they have failed.
 *   <li>Any thread may ask and close.
 * </ol>
 *
 * <p>Limitations: 1. Cameras are outside of Kafka's guarantees: what a camera sends while this
 * stage is down is lost. 2. A frame's capture time is when its source gave it, or when it was due,
 * since few cameras say when they saw it; HLS with dates does, to the segment that it starts with.
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
   * Checks the broker, creates the topic if it is missing, and starts every camera. A broker that
   * goes away after the check is waited for, as long as it takes.
   *
   * @throws dev.weir.frame.kafka.BrokerUnreachableException if no broker answers within 10 s
   * @throws IllegalArgumentException if there is no camera, or two of one name
   * @throws IllegalStateException if the topic cannot be created, or does not fit with others
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

  /** Connects before the cameras start: their first frames would wait for it, and be dropped. */
  private static void warmUp(KafkaProducer<String, Frame> producer) {
    try {
      producer.partitionsFor(FrameTopic.NAME);
    } catch (TimeoutException e) {
      LOG.debug("no metadata yet: the cameras start all the same", e);
    }
  }

  /** On a producer, which is this stage's own from now on; nobody watches Kafka. */
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
            "camera '%s' stands twice: give each its own name".formatted(camera.id()));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no camera: expected at least one");
    }
    Ingest ingest = new Ingest(producer, cameras, opener, options, watch);
    ingest.threads.forEach(Thread::start);
    return ingest;
  }

  /** Every camera's books. */
  public Map<CameraId, IngestCounts> counts() {
    Map<CameraId, IngestCounts> all = new TreeMap<>();
    workers.forEach(w -> all.put(w.camera().id(), w.counts()));
    return all;
  }

  /** Cameras that ended early and will not return, with the reason. */
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

  /** Cameras that do not deliver at the moment and are tried again, with the reason. */
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
   * Waits until every camera has come to its end and Kafka has its frames.
   *
   * @return whether they have; false after the timeout
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /** Stops every camera and gives what is under way 1.5 s to reach Kafka. Returns within 4 s. */
  @Override
  public void close() {
    endWatch();
    workers.forEach(CameraWorker::close);
    try {
      awaitEnd(JOIN);
      // A call into a driver may ignore its deadline: the thread is a daemon and is left behind.
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
    } catch (Exception e) { // what AutoCloseable declares
      LOG.debug("watch not closed", e);
    }
  }
}
