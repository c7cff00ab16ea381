package dev.weir.stream;

import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.KafkaWatch;
import dev.weir.frame.kafka.Topics;
import dev.weir.image.MemoryBudget;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.SegmentationEngine;
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
 *   <li>Any thread may ask and close; closing twice does nothing more.
 *   <li>At least once: after a crash the frames since the last commit (a second) are segmented
 *       again, to masks of the same ids. Or {@code DeliveryGuarantee.EXACTLY_ONCE exactly once},
 *       for readers of committed records.
 *   <li>Each camera's masks come in the order of its frames.
 *   <li>Cameras may have models of their own; each model has its own line of threads, and its
 *       frames share no inference with another's. A camera for which there is none is said: its
 *       frames go to {@code weir.dead} with the cause, and can be sent again when there is a model.
 *   <li>A frame that is broken, or too large, or of which the model can make no mask, goes to
 *       {@code weir.dead} and the stream goes on.
 *   <li>A broker that is away, or a topic that was deleted, is waited for as long as it takes.
 *   <li>An engine that is broken, or stalled, stops the stage with nothing committed; {@link
 *       #failure()} says why. A new process, not a new thread, is the way on: an inference that
 *       hangs cannot be taken back, and the next one would hang beside it.
 * </ol>
 *
 * <p>Limitations: 1. Books live in memory and start with this stage. 2. Each commit waits until
 * what its thread has in flight is finished. 3. A partition's frames wait for each other: a camera
 * whose frames take long, as by a slower model, holds up those that share its partition.
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
    // Streams makes no directory where no store is persistent, but wants the name of one.
    Properties settings = StreamSettings.of(kafka, options, noDirectory(), accounting);
    EngineTimeouts timeouts = StreamSettings.timeouts(settings, options.stalled());
    this.streams =
        new RestartingStreams(
            clients ->
                new KafkaStreams(
                    SegmenterTopology.of(pipelines, options, timeouts, accounting),
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
   * As {@link #start(KafkaConnection, CameraRules, SegmenterStageOptions)}, with one engine for all
   * cameras.
   */
  public static SegmenterStage start(
      KafkaConnection kafka, SegmentationEngine engine, SegmenterStageOptions options)
      throws InterruptedException {
    return start(kafka, CameraRules.forAll(engine), options);
  }

  /**
   * Checks the broker, creates missing topics and starts. A broker that goes away after the check
   * is waited for, as long as it takes.
   *
   * @param engines by camera; rules that share an engine share its batches
   * @throws dev.weir.frame.kafka.BrokerUnreachableException if no broker answers within 10 s
   * @throws IllegalStateException if the topics do not fit together or cannot be created
   * @throws InterruptedException if interrupted while waiting for the broker
   */
  public static SegmenterStage start(
      KafkaConnection kafka, CameraRules<SegmentationEngine> engines, SegmenterStageOptions options)
      throws InterruptedException {
    kafka.requireReachable(REACH);
    KafkaWatch watch =
        KafkaWatch.start(
            kafka, "segmenter", List.of(FrameTopic.NAME, MaskTopic.NAME, DeadLetterTopic.NAME));
    boolean started = false;
    try {
      ensureTopics(kafka, options);
      watch.expectTopics();
      int count = engines.values().size();
      SegmenterStageOptions each =
          options.sharedBy(count, StreamSettings.timeouts(kafka, options).stalled());
      MemoryBudget memory = MemoryBudget.ofThisProcess().sharedBy(count);
      CameraRules<FrameEngine> pipelines =
          engines.map(engine -> SegmentationPipeline.start(engine, each, memory));
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
   * @return whether it runs; false after the timeout or a failure
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && failure.get() == null;
  }

  /** Where the frames went since the start. */
  public SegmenterCounts counts() {
    return accounting.counts();
  }

  /** What stopped the stage for good, if anything did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * Finishes the frames in flight, commits, leaves the group. Returns within 6 s, and 2 s more for
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
