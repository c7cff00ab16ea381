package dev.weir.stream.pipeline;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.MemoryBudget;
import dev.weir.image.Pixels;
import dev.weir.inference.Segmenter;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPngEncoder;
import dev.weir.stream.options.PipelineOptions;
import dev.weir.stream.options.PixelLimit;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.Batch.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes, segments and encodes on separate threads, so that the next batch is ready when an
 * inference ends. {@link BatchScheduler} assigns the work; batches and their memory are reused. The
 * caller keeps ownership of the segmenter and closes it after the pipeline.
 */
public final class SegmentationPipeline implements FrameEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentationPipeline.class);
  private static final int TINY = 16;
  private static final Duration END = Duration.ofSeconds(2);

  /** One step of a thread's work; returns false when there is no more. */
  private interface Step {
    boolean doWork() throws InterruptedException;
  }

  private final Segmenter segmenter;
  private final SegmenterStageOptions options;
  private final PixelLimit limit;
  private final Semaphore pixels; // limits the pixels in the engine at once
  private final FrameDecoder decoder;
  private final FailureDiagnosis diagnosis;
  private final BatchScheduler scheduler;
  private final int enough;
  private final BlockingQueue<Slot> toEncode = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  private SegmentationPipeline(
      Segmenter segmenter, SegmenterStageOptions options, MemoryBudget memory) {
    this.segmenter = segmenter;
    this.options = options;
    PipelineOptions line = options.pipeline();
    this.limit =
        PixelLimit.of(segmenter.cost(), line, memory, options.stalled(), options.maxPixels());
    this.decoder = new FrameDecoder(limit.ofFrame());
    this.pixels = new Semaphore(limit.together(), true);
    this.diagnosis = new FailureDiagnosis(segmenter);
    int batches = line.batches();
    this.enough = 2 * batches * line.batch();
    this.scheduler =
        new BatchScheduler(
            batches, line.batch(), line.batchWait(), options.clock(), System::nanoTime);
  }

  /**
   * Same as {@link #start(Segmenter, SegmenterStageOptions, MemoryBudget)}, for the only pipeline
   * in the process.
   */
  public static SegmentationPipeline start(Segmenter segmenter, SegmenterStageOptions options) {
    return start(segmenter, options, MemoryBudget.ofThisProcess());
  }

  /**
   * Starts the pipeline and its threads.
   *
   * @param memory budget for its frames
   */
  public static SegmentationPipeline start(
      Segmenter segmenter, SegmenterStageOptions options, MemoryBudget memory) {
    loadCodecs();
    SegmentationPipeline line = new SegmentationPipeline(segmenter, options, memory);
    LOG.info("model={} max-pixels={}", segmenter.id(), line.limit.ofFrame());
    line.startThreads("decode", options.pipeline().decoders(), line::decode);
    line.startThreads("segment", options.pipeline().concurrency(), line::segment);
    for (int i = 0; i < options.pipeline().encoders(); i++) {
      MaskPngEncoder encoder = new MaskPngEncoder(segmenter.model().classes());
      line.startThreads("encode", 1, () -> line.encode(encoder));
    }
    return line;
  }

  /** Native code loads on first use, which takes longer than a frame may take. */
  private static void loadCodecs() {
    byte[] jpeg = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY).encode(Pixels.allocate(TINY, TINY));
    new FrameDecoder().decode(jpeg, null);
  }

  private void startThreads(String name, int count, Step step) {
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> work(step), "weir-%s-%d-%s".formatted(name, threads.size(), segmenter.id()));
      thread.setDaemon(true); // a hanging inference must not keep the process alive
      threads.add(thread);
      thread.start();
    }
  }

  private static void work(Step step) {
    boolean more = true;
    while (more) {
      try {
        more = step.doWork();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // close() interrupted it
        more = false;
      } catch (RuntimeException | Error e) {
        // Each step completes its own frames. If the thread ended here, all later frames would
        // hang.
        LOG.error("a step failed; the thread continues with the next", e);
      }
    }
  }

  @Override
  public void submit(FrameJob job) {
    Frame frame = job.frame();
    try {
      new ImageHeader(frame.encoding(), frame.width(), frame.height())
          .requireAtMost(limit.ofFrame());
    } catch (MalformedMessageException e) {
      job.outcome().complete(new Outcome.Failed(e));
      return;
    }
    scheduler.submit(job);
  }

  private boolean decode() throws InterruptedException {
    Slot slot = scheduler.takeToDecode();
    if (slot == null) {
      return false;
    }
    try {
      decoder.decode(slot.job.frame(), slot.pixels());
      scheduler.decoded(slot);
    } catch (MalformedMessageException e) {
      scheduler.undecodable(slot, new Outcome.Failed(e));
    } catch (RuntimeException | LinkageError e) { // for example a native library that does not load
      scheduler.undecodable(slot, new Outcome.Failed(FailureDiagnosis.broken(slot.job, e)));
    } catch (OutOfMemoryError e) {
      scheduler.undecodable(slot, new Outcome.Failed(FailureDiagnosis.tooCostly(slot.job, e)));
    }
    return true;
  }

  private boolean segment() throws InterruptedException {
    Batch batch = scheduler.takeToSegment();
    if (batch == null) {
      return false;
    }
    List<Slot> slots = List.copyOf(batch.slots()); // the batch may be reused before the last encode
    int taken =
        (int) Math.min(limit.together(), (long) batch.width() * batch.height() * slots.size());
    Map<Slot, Outcome.Failed> failed;
    pixels.acquire(taken);
    try {
      failed = diagnosis.segment(batch);
    } finally {
      pixels.release(taken);
    }
    scheduler.segmented(batch);
    for (Slot slot : slots) {
      Outcome.Failed why = failed.get(slot);
      if (why == null) {
        toEncode.add(slot);
      } else {
        scheduler.finished(slot, why);
      }
    }
    return true;
  }

  private boolean encode(MaskPngEncoder encoder) throws InterruptedException {
    Slot slot;
    try {
      slot = toEncode.take();
    } catch (InterruptedException e) {
      encoder.close();
      throw e;
    }
    Outcome outcome;
    try {
      outcome = new Outcome.Masked(mask(slot, encoder));
    } catch (OutOfMemoryError e) {
      outcome = new Outcome.Failed(FailureDiagnosis.tooCostly(slot.job, e));
    } catch (RuntimeException e) { // for example a class without a name in the model
      outcome =
          new Outcome.Failed(
              new UnprocessableFrameException(
                  "frame %s: its mask cannot be written: %s"
                      .formatted(slot.job.frame().id(), e.getMessage()),
                  e));
    }
    scheduler.finished(slot, outcome);
    return true;
  }

  private Mask mask(Slot slot, MaskPngEncoder encoder) {
    Batch batch = slot.batch;
    Frame frame = slot.job.frame();
    byte[] png = encoder.encode(batch.classes(), slot.classesFrom(), batch.width(), batch.height());
    return new Mask(
        frame.id(),
        slot.job.origin(),
        new Mask.Timing(frame.captureTime(), slot.job.received(), options.clock().instant()),
        segmenter.id(),
        batch.width(),
        batch.height(),
        MaskEncoding.PNG,
        png,
        frame.traceparent());
  }

  @Override
  public boolean busy() {
    return scheduler.underWay() >= enough;
  }

  @Override
  public long lastOutcomeNanos() {
    return scheduler.lastOutcomeNanos();
  }

  @Override
  public List<FrameRef> inProgressFor(Duration time) {
    return scheduler.inProgressFor(time).stream().map(FrameJob::origin).toList();
  }

  @Override
  public void close() {
    scheduler.close();
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + END.toNanos();
    try {
      for (Thread thread : threads) {
        long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        thread.join(left);
        if (thread.isAlive()) {
          LOG.warn("thread={} hangs and cannot be stopped", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
