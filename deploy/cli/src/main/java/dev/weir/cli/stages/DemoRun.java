package dev.weir.cli.stages;

import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestCounts;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.StreetUrl;
import dev.weir.cli.options.CameraSetup;
import dev.weir.cli.options.OpenModels;
import dev.weir.cli.options.PageOptions;
import dev.weir.cli.options.PipelineSizing;
import dev.weir.cli.shell.StopSignal;
import dev.weir.dashboard.Dashboard;
import dev.weir.dashboard.DashboardOptions;
import dev.weir.frame.CameraId;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PairListener;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.PublisherOptions;
import dev.weir.pairing.PublisherStage;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.stream.SegmenterCounts;
import dev.weir.stream.SegmenterStage;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessPolicy;
import dev.weir.stream.rules.FreshnessRules;
import dev.weir.street.StreetDrive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The three stages of a demo. Starts the last stage first and stops the first stage first, so that
 * frames in flight are finished. One thread.
 */
final class DemoRun implements AutoCloseable {
  private static final Duration FRESH = Duration.ofMillis(300);
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration STALLED = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofMillis(800);
  private static final Duration POLL = Duration.ofMillis(20);
  // For frames up to 16 MiB: well within the topics' retention, enough to keep a GPU busy.
  private static final long MOST_AHEAD = 64;

  private final KafkaConnection kafka;
  private final OpenModels models;
  private final List<Camera> cameras;
  private final IngestOptions options;
  private final @Nullable PageOptions page;
  private final int port;
  private final @Nullable Path out;
  private final GroundTruthScorer scorer;
  private final List<String> failures = new ArrayList<>();
  private @Nullable PairFileWriter files;
  private @Nullable Dashboard dashboard;
  // The cameras' and the dashboard's threads read it too.
  private volatile @Nullable SegmenterStage segmenter;
  private volatile @Nullable PublisherStage publisher;
  private volatile @Nullable Ingest ingest;
  private boolean closed;

  DemoRun(
      String bootstrap,
      OpenModels models,
      List<Camera> cameras,
      IngestOptions options,
      @Nullable PageOptions page,
      int port,
      @Nullable Path out)
      throws SourceException {
    this.kafka = new KafkaConnection(bootstrap);
    this.models = models;
    this.cameras = cameras;
    this.options = options.withRoom(this::hasRoom);
    this.page = page;
    this.port = port;
    this.out = out;
    this.scorer =
        new GroundTruthScorer(
            drives(cameras, options, camera -> models.of(camera).model().classes()));
  }

  /**
   * Returns the drives that can be scored against ground truth. Frames must not be dropped by rate,
   * since truth is found by sequence number. The drive must be upright, and its camera's model must
   * have CamVid's classes.
   */
  static Map<CameraId, GroundTruthScorer.Drive> drives(
      List<Camera> cameras, IngestOptions options, Function<CameraId, ClassMap> classes)
      throws SourceException {
    Map<CameraId, GroundTruthScorer.Drive> drives = new HashMap<>();
    for (Camera camera : cameras) {
      if (CameraSetup.rendered(camera)
          && options.maxFps() == 0
          && camera.rotation().keepsUpright()
          && classes.apply(camera.id()).equals(ClassMap.CAMVID)) {
        StreetUrl url = StreetUrl.parse(camera.url());
        FrameSize wanted = options.source().size();
        FrameSize size = wanted == null ? url.size() : wanted;
        drives.put(
            camera.id(),
            new GroundTruthScorer.Drive(
                new StreetDrive(url.seed(), size.width(), size.height()), url.fps()));
      }
    }
    return drives;
  }

  void start(PrintWriter console) throws InterruptedException {
    ModelClasses classes = models.classes();
    List<PairListener> listeners = new ArrayList<>();
    listeners.add(pair -> scorer.offer(pair.mask()));
    if (out != null) {
      PairFileWriter saved = new PairFileWriter(out, classes);
      files = saved;
      listeners.add(saved);
    }
    if (page != null) {
      Dashboard shown =
          Dashboard.start(
              new DashboardOptions(
                  page.host(), port, page.allowedOrigins(), classes, scorer::figures),
              this::status,
              this::share);
      dashboard = shown;
      listeners.add(shown);
    }
    SegmenterStage stage =
        SegmenterStage.start(
            kafka,
            models.byCamera(),
            SegmenterStageOptions.defaults()
                .withFreshness(page == null ? FreshnessRules.LOSSLESS : freshness())
                .withPipeline(PipelineSizing.of(models.demand())));
    segmenter = stage;
    publisher =
        PublisherStage.start(
            kafka, PublisherOptions.defaults().withClasses(classes), PairListener.all(listeners));
    if (!stage.awaitRunning(READY)) {
      throw new IllegalStateException(
          "the segmenter does not start: "
              + stage.failure().map(Throwable::getMessage).orElse("no partition within a minute"));
    }
    ingest = Ingest.start(kafka, cameras, new FrameSources(options.maxFps()), options);
    if (dashboard != null) {
      console.println("dashboard=%s (Ctrl-C stops it)".formatted(dashboard.uri()));
    }
  }

  /**
   * Returns the freshness rules. On the page the newest frame matters: late frames are dropped and
   * counted. Files lose no frames.
   */
  private FreshnessRules freshness() {
    List<CameraRules.Rule<FreshnessPolicy>> rules = new ArrayList<>();
    for (Camera camera : cameras) {
      CameraPattern its = new CameraPattern(camera.id().value());
      if (camera.url().matches("(?i)https?:.*")) {
        // HLS with dates carries capture times, which are long past by design.
        rules.add(new CameraRules.Rule<>(its, FreshnessPolicy.LATEST));
      } else if (CameraSetup.rendered(camera) || camera.url().matches("(?i)(rtsps?|v4l2):.*")) {
        rules.add(new CameraRules.Rule<>(its, FreshnessPolicy.maxAge(FRESH)));
      }
    }
    return new FreshnessRules(new CameraRules<>(rules, Optional.of(FreshnessPolicy.LOSSLESS)));
  }

  private List<CameraStatus> status() {
    PublisherStage stage = publisher;
    return stage == null ? List.of() : stage.cameras();
  }

  private PartitionShare share() {
    PublisherStage stage = publisher;
    return stage == null
        ? new PartitionShare(PublisherOptions.DEFAULT_GROUP, List.of(), 0)
        : stage.share();
  }

  /**
   * Waits until every frame has its mask (headless), or until the user stops the demo.
   *
   * @return whether every frame is accounted for
   */
  boolean await(StopSignal stop, boolean endsByItself) throws InterruptedException {
    Ingest running = started(ingest);
    SegmenterStage stage = started(segmenter);
    long seen = -1;
    long since = System.nanoTime();
    while (!stop.await(POLL)) {
      if (stage.failure().isPresent()) {
        failures.add(String.valueOf(stage.failure().get().getMessage()));
        return false;
      }
      if (files != null && files.failure() != null) {
        return false;
      }
      if (!endsByItself) {
        continue;
      }
      boolean over = running.awaitEnd(Duration.ofMillis(1));
      if (over && segmented() && published()) {
        return true;
      }
      SegmenterCounts accounting = stage.counts();
      long progress = accounting.masks() + accounting.dead() + publishedMasks();
      if (progress != seen) {
        seen = progress;
        since = System.nanoTime();
      } else if ((over || !hasRoom()) && System.nanoTime() - since > STALLED.toNanos()) {
        failures.add(
            "nothing moved for %d s, with %s; --verbose shows more"
                .formatted(STALLED.toSeconds(), accounting()));
        return false;
      }
    }
    return false;
  }

  /**
   * Returns whether files may continue. Kafka keeps ten minutes or a gigabyte; frames deleted
   * before they are segmented and published would be lost. Live cameras are not held back: their
   * old frames are dropped anyway.
   */
  private boolean hasRoom() {
    Ingest taken = ingest;
    SegmenterStage stage = segmenter;
    if (taken == null || stage == null) {
      return false;
    }
    long on = taken.counts().values().stream().mapToLong(b -> b.in() - b.droppedTotal()).sum();
    SegmenterCounts accounting = stage.counts();
    long masks = page == null ? publishedMasks() : accounting.masks();
    return on - masks - accounting.droppedTotal() - accounting.dead() < MOST_AHEAD;
  }

  private boolean segmented() {
    SegmenterCounts accounting = started(segmenter).counts();
    return accounting.masks() + accounting.droppedTotal() + accounting.dead() >= sent();
  }

  private boolean published() {
    return publishedMasks() >= started(segmenter).counts().masks();
  }

  private long publishedMasks() {
    return status().stream().mapToLong(c -> c.counts().masks()).sum();
  }

  private long sent() {
    return started(ingest).counts().values().stream().mapToLong(IngestCounts::sent).sum();
  }

  /**
   * Returns the frame accounting of the whole run. After {@link #finish}, frames still in flight
   * are lost with the demo's broker and count as dropped.
   */
  FrameAccountingLine accounting() {
    Ingest taken = started(ingest);
    SegmenterCounts segmented = started(segmenter).counts();
    long in = taken.counts().values().stream().mapToLong(IngestCounts::in).sum();
    long dropped = taken.counts().values().stream().mapToLong(IngestCounts::droppedTotal).sum();
    FrameAccountingLine accounting =
        new FrameAccountingLine(
            in, segmented.masks(), dropped + segmented.droppedTotal(), segmented.dead());
    return closed ? accounting.settled() : accounting;
  }

  /** Returns the failures, one line each. */
  List<String> failures() {
    List<String> all = new ArrayList<>(failures);
    Ingest taken = ingest;
    if (taken != null) {
      all.addAll(taken.failures().values());
    }
    if (files != null && files.failure() != null) {
      all.add(files.failure());
    }
    return all;
  }

  private static <T> T started(@Nullable T stage) {
    if (stage == null) {
      throw new IllegalStateException("asked before the start");
    }
    return stage;
  }

  @Override
  public void close() {
    finish();
  }

  /** Stops the stages, first to last; counts and failures can still be read afterwards. */
  void finish() {
    if (closed) {
      return;
    }
    closed = true;
    Ingest taken = ingest;
    if (taken != null) {
      taken.close();
      drain();
    }
    SegmenterStage stage = segmenter;
    if (stage != null) {
      stage.close();
    }
    PublisherStage published = publisher;
    if (published != null) {
      published.close();
    }
    if (dashboard != null) {
      dashboard.close();
    }
    scorer.close();
  }

  /** Waits, up to a deadline, until the segmenter has processed everything in Kafka. */
  private void drain() {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    try {
      while (!segmented() && System.nanoTime() < deadline) {
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
