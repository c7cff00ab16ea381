package dev.weir.cli.stages;

import dev.weir.capture.Camera;
import dev.weir.capture.FrameWindow;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOpener;
import dev.weir.cli.options.OpenModels;
import dev.weir.cli.options.PageOptions;
import dev.weir.cli.options.PipelineSizing;
import dev.weir.cli.shell.StopSignal;
import dev.weir.dashboard.Dashboard;
import dev.weir.dashboard.DashboardOptions;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PairListener;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.PublisherOptions;
import dev.weir.pairing.PublisherStage;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.stream.SegmenterStage;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.rules.FreshnessRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three stages of a demo. Starts the last stage first and stops the first stage first, so that
 * frames in flight are finished. One thread.
 */
final class DemoRun implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration STALLED = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofMillis(800);
  private static final Duration POLL = Duration.ofMillis(20);
  // For frames up to 16 MiB: well within the topics' retention, enough to keep a GPU busy.
  private static final long MAX_UNFINISHED = 64;

  private final KafkaConnection kafka;
  private final OpenModels models;
  private final List<Camera> cameras;
  private final SourceOpener sources;
  private final IngestOptions options;
  private final @Nullable PageOptions page;
  private final int port;
  private final @Nullable Path out;
  private final GroundTruthScorer scorer;
  private final FrameWindow window = new FrameWindow(MAX_UNFINISHED);
  private final List<String> failures = new ArrayList<>();
  private @Nullable PairFileWriter files;
  private @Nullable Dashboard dashboard;
  private @Nullable SegmenterStage segmenter;
  // The dashboard's threads read it too.
  private volatile @Nullable PublisherStage publisher;
  private @Nullable Ingest ingest;
  // The publisher's thread reads it too.
  private volatile @Nullable RunProgress progress;
  private boolean closed;

  DemoRun(
      String bootstrap,
      OpenModels models,
      List<Camera> cameras,
      SourceOpener sources,
      IngestOptions options,
      @Nullable PageOptions page,
      int port,
      @Nullable Path out)
      throws SourceException {
    this.kafka = new KafkaConnection(bootstrap);
    this.models = models;
    this.cameras = cameras;
    this.sources = sources;
    this.options = options.withWindow(window);
    this.page = page;
    this.port = port;
    this.out = out;
    this.scorer =
        new GroundTruthScorer(
            DemoCameras.drives(cameras, options, camera -> models.of(camera).model().classes()));
  }

  void start(PrintWriter console) throws InterruptedException {
    ModelClasses classes = models.classes();
    List<PairListener> listeners = new ArrayList<>();
    listeners.add(pair -> scorer.offer(pair.mask()));
    listeners.add(pair -> moved());
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
                .withFreshness(
                    page == null ? FreshnessRules.LOSSLESS : DemoCameras.freshness(cameras))
                .withPipeline(PipelineSizing.of(models.demand())));
    segmenter = stage;
    PublisherStage publishing =
        PublisherStage.start(
            kafka, PublisherOptions.defaults().withClasses(classes), PairListener.all(listeners));
    publisher = publishing;
    if (!stage.awaitRunning(READY)) {
      throw new IllegalStateException(
          "the segmenter does not start: "
              + stage.failure().map(Throwable::getMessage).orElse("no partition within a minute"));
    }
    Ingest taking = Ingest.start(kafka, cameras, sources, options);
    ingest = taking;
    progress = new RunProgress(taking, stage, publishing);
    if (dashboard != null) {
      console.println("dashboard=%s (Ctrl-C stops it)".formatted(dashboard.uri()));
    }
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
    RunProgress running = started(progress);
    long seen = -1;
    long since = System.nanoTime();
    while (!stop.await(POLL)) {
      moved(); // frames that get no mask are reported here only
      Optional<Throwable> broken = running.segmenter().failure();
      if (broken.isPresent()) {
        failures.add(String.valueOf(broken.get().getMessage()));
        return false;
      }
      if (files != null && files.failure() != null) {
        return false;
      }
      if (!endsByItself) {
        continue;
      }
      boolean over = running.ingest().awaitEnd(Duration.ofMillis(1));
      if (over && running.segmented() && running.published()) {
        return true;
      }
      long work = running.work();
      if (work != seen) {
        seen = work;
        since = System.nanoTime();
      } else if ((over || window.full()) && System.nanoTime() - since > STALLED.toNanos()) {
        failures.add(
            "no progress for %d s, with %s; --verbose shows more"
                .formatted(STALLED.toSeconds(), accounting()));
        return false;
      }
    }
    return false;
  }

  /**
   * Returns the frame accounting of the whole run. After {@link #finish}, frames still in flight
   * are lost with the demo's broker and count as dropped.
   */
  String accounting() {
    FrameCounts counts = started(progress).counts();
    return (closed ? counts.settled() : counts).line("masks");
  }

  /** Lets files continue as far as the last stage has come. */
  private void moved() {
    RunProgress running = progress;
    if (running != null) {
      window.finished(page == null ? running.publishedTotal() : running.counts().finished());
    }
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
      throw new IllegalStateException("not started yet");
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
      while (!started(progress).segmented() && System.nanoTime() < deadline) {
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
