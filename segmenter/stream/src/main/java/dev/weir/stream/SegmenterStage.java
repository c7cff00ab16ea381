package dev.weir.stream;

import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.KafkaWatch;
import dev.weir.frame.kafka.Topics;
import dev.weir.image.MemoryBudget;
import dev.weir.inference.Segmenter;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.SegmentationPipeline;
import dev.weir.stream.rules.CameraRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segmenter: a Kafka Streams application from {@code weir.frames} to {@code weir.masks}.
 *
 * <ol>
 *   <li>Any thread may call its methods. Closing it twice has no further effect.
 *   <li>Delivery is at least once: after a crash, the frames since the last commit (one second) are
 *       segmented again, and their masks have the same IDs. With {@code
 *       DeliveryGuarantee.EXACTLY_ONCE}, readers of committed records see each mask once.
 *   <li>Each camera's masks keep the order of its frames.
 *   <li>Cameras may use different models. Each model has its own pipeline and threads, and batches
 *       only its own frames. If a camera has no model, this is logged, and its frames go to {@code
 *       weir.dead} with the cause. They can be sent again once there is a model.
 *   <li>A frame goes to {@code weir.dead} if it is broken or too large, or if the model cannot make
 *       a mask of it. The stream continues.
 *   <li>If the broker is unreachable or a topic was deleted, the stage waits until it is back.
 *   <li>If the engine fails or stalls, the stage stops without committing; {@link #failure()} says
 *       why. Start a new process, not a new thread: a hanging inference cannot be aborted. The new
 *       process first runs a plain picture and then tries the frame on which the engine hung alone.
 *       If the engine hangs on that frame again, the frame goes to {@code weir.dead} at the next
 *       start, and the stream continues.
 * </ol>
 *
 * <p>Limitations: 1. Frame accounting is in memory and starts with this stage. 2. Each commit waits
 * until the frames in flight of its thread are finished. 3. Frames of one partition wait for each
 * other: a camera with slow frames, for example because of a slower model, delays the other cameras
 * of its partition.
 */
public final class SegmenterStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmenterStage.class);
  private static final Duration REACH = Duration.ofSeconds(10);

  private final KafkaWatch watch;
  private final CameraRules<FrameEngine> pipelines;
  private final FrameAccounting accounting;
  private final CountDownLatch running = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final RestartingStreams streams;

  private SegmenterStage(
      KafkaConnection kafka,
      KafkaWatch watch,
      CameraRules<FrameEngine> pipelines,
      SegmenterStageOptions options) {
    this.watch = watch;
    this.pipelines = pipelines;
    this.accounting = new FrameAccounting();
    // Kafka Streams requires a state directory name but creates the directory only for persistent
    // stores.
    Properties settings = StreamSettings.of(kafka, options, noDirectory(), accounting);
    EngineTimeouts timeouts = StreamSettings.timeouts(settings, options.stalled());
    SuspectFrames suspects = new SuspectFrames(new SuspectOffsets(kafka, options.applicationId()));
    this.streams =
        new RestartingStreams(
            clients ->
                new KafkaStreams(
                    SegmenterTopology.of(pipelines, options, timeouts, suspects, accounting),
                    settings,
                    clients),
            accounting,
            watch,
            new RestartingStreams.Listener() {
              @Override
              public void running() {
                running.countDown();
              }

              @Override
              public void failed(Throwable cause) {
                stop(cause);
              }
            });
  }

  /**
   * Same as {@link #start(KafkaConnection, CameraRules, SegmenterStageOptions)}, with one model for
   * all cameras.
   */
  public static SegmenterStage start(
      KafkaConnection kafka, Segmenter segmenter, SegmenterStageOptions options)
      throws InterruptedException {
    return start(kafka, CameraRules.forAll(segmenter), options);
  }

  /**
   * Checks the broker, creates missing topics and starts. If the broker becomes unreachable after
   * the check, the stage waits until it is back.
   *
   * @param segmenters by camera; rules that share a segmenter share its batches. The caller keeps
   *     ownership of the segmenters and closes them after the stage.
   * @throws dev.weir.frame.kafka.BrokerUnreachableException if no broker answers within 10 s
   * @throws IllegalStateException if the topics do not match each other or cannot be created
   * @throws InterruptedException if interrupted while waiting for the broker
   */
  public static SegmenterStage start(
      KafkaConnection kafka, CameraRules<Segmenter> segmenters, SegmenterStageOptions options)
      throws InterruptedException {
    kafka.requireReachable(REACH);
    KafkaWatch watch =
        KafkaWatch.start(
            kafka, "segmenter", List.of(FrameTopic.NAME, MaskTopic.NAME, DeadLetterTopic.NAME));
    boolean started = false;
    try {
      ensureTopics(kafka, options);
      watch.expectTopics();
      int count = segmenters.values().size();
      SegmenterStageOptions each =
          options.sharedBy(count, StreamSettings.timeouts(kafka, options).stalled());
      MemoryBudget memory = MemoryBudget.ofThisProcess().sharedBy(count);
      CameraRules<FrameEngine> pipelines =
          segmenters.map(segmenter -> SegmentationPipeline.start(segmenter, each, memory));
      SegmenterStage stage = new SegmenterStage(kafka, watch, pipelines, options);
      stage.streams.start();
      started = true;
      return stage;
    } finally {
      if (!started) {
        watch.close();
      }
    }
  }

  private static void ensureTopics(KafkaConnection kafka, SegmenterStageOptions options)
      throws InterruptedException {
    short replication = options.replication();
    Topics.ensureForStage(
        kafka,
        options.partitions(),
        partitions ->
            List.of(
                FrameTopic.definition(partitions, replication),
                MaskTopic.definition(partitions, replication),
                DeadLetterTopic.definition(partitions, replication)));
  }

  private void stop(Throwable cause) {
    failure.compareAndSet(null, cause);
    LOG.error("segmenter stops cause=\"{}\"", cause.getMessage());
    running.countDown();
  }

  /**
   * Waits until the stage has its partitions.
   *
   * @return true if it runs; false after the timeout or a failure
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && failure.get() == null;
  }

  /** Returns the frame counts since the start. */
  public FrameCounts counts() {
    return accounting.counts();
  }

  /** Returns the failure that stopped the stage for good, if any. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * Finishes the frames in flight, commits and leaves the group. Returns within 6 s, plus 2 s for
   * each further model whose inference does not end.
   */
  @Override
  public void close() {
    watch.close();
    streams.close();
    pipelines.values().forEach(FrameEngine::close);
  }

  private static Path noDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "weir-segmenter-without-state");
  }
}
