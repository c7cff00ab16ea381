package dev.weir.cli.stages;

import dev.weir.frame.CameraId;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.score.ConfusionMatrix;
import dev.weir.street.StreetDrive;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the masks of rendered drives against exact ground truth: renders the drive again for the
 * mask's sequence number and compares pixel by pixel. The score is the mean IoU over the last
 * {@value #WINDOW} scored masks of a camera. Ground truth and masks must both have CamVid's
 * classes.
 *
 * <p>{@link #offer} never blocks: one thread scores, and skips masks when it falls behind, so that
 * scoring never slows the pipeline.
 */
final class GroundTruthScorer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroundTruthScorer.class);
  private static final int WINDOW = 100;
  private static final int QUEUE = 2;

  /** A drive and its frame rate. */
  record Drive(StreetDrive street, double framesPerSecond) {}

  private final Map<CameraId, Drive> drives;
  private final Map<CameraId, Deque<ConfusionMatrix>> recent = new ConcurrentHashMap<>();
  private final Map<CameraId, Double> meanIou = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor worker;

  GroundTruthScorer(Map<CameraId, Drive> drives) {
    this.drives = Map.copyOf(drives);
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingDeque<>(QUEUE),
            task -> {
              Thread thread = new Thread(task, "weir-truth");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());
  }

  /** Offers a mask for scoring; ignores masks of other cameras. */
  void offer(Mask mask) {
    Drive drive = drives.get(mask.id().camera());
    if (drive != null && !worker.isShutdown()) {
      worker.execute(() -> score(drive, mask));
    }
  }

  /**
   * Returns the camera's mean IoU, 0 to 1, keyed by the label that the page shows; empty until
   * there is a score.
   */
  Map<String, Double> figures(CameraId camera) {
    Double value = meanIou.get(camera);
    return value == null ? Map.of() : Map.of("mIoU", value);
  }

  private void score(Drive drive, Mask mask) {
    StreetDrive street = drive.street();
    if (mask.width() != street.width() || mask.height() != street.height()) {
      LOG.warn(
          "truth=skipped camera={} mask={}x{} drive={}x{}",
          mask.id().camera(),
          mask.width(),
          mask.height(),
          street.width(),
          street.height());
      return;
    }
    byte[] truth = new byte[street.width() * street.height()];
    street.renderTruth(mask.id().sequence() / drive.framesPerSecond(), truth);
    ConfusionMatrix one = new ConfusionMatrix(ClassMap.CAMVID.size());
    one.add(truth, mask.classes());

    Deque<ConfusionMatrix> window =
        recent.computeIfAbsent(mask.id().camera(), c -> new ArrayDeque<>());
    window.addLast(one);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    ConfusionMatrix sum = new ConfusionMatrix(ClassMap.CAMVID.size());
    window.forEach(sum::add);
    meanIou.put(mask.id().camera(), sum.meanIou());
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
