package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPngEncoder;
import dev.weir.stream.Batch.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decode, segment, encode: each on threads of its own, so that the network has the next batch when
 * it is done with one. {@link BatchDesk} decides who does what; batches and their memory go round.
 */
final class MaskLine implements FrameEngine {
  private static final Logger LOG = LoggerFactory.getLogger(MaskLine.class);
  private static final int TINY = 16;
  private static final int FULL_RESOLUTION = 1;
  private static final Duration END = Duration.ofSeconds(2);

  /** One step of a thread's work; false at the end. */
  private interface Step {
    boolean doWork() throws InterruptedException;
  }

  private final SegmentationEngine engine;
  private final SegmenterStageOptions options;
  private final FrameDecoder decoder;
  private final BatchDesk desk;
  private final int enough;
  private final BlockingQueue<Slot> toEncode = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  private MaskLine(SegmentationEngine engine, SegmenterStageOptions options) {
    this.engine = engine;
    this.options = options;
    this.decoder = new FrameDecoder(options.maxPixels());
    LineOptions line = options.line();
    // One for each lane, one that is filled meanwhile, one whose masks are encoded meanwhile.
    int batches = line.lanes() + 2;
    this.enough = 2 * batches * line.batch();
    this.desk =
        new BatchDesk(batches, line.batch(), line.batchWait(), options.clock(), System::nanoTime);
  }

  /** Starts its threads. */
  static MaskLine start(SegmentationEngine engine, SegmenterStageOptions options) {
    loadCodecs();
    MaskLine line = new MaskLine(engine, options);
    line.startThreads("decode", options.line().decoders(), line::decode);
    line.startThreads("segment", options.line().lanes(), line::segment);
    for (int i = 0; i < options.line().encoders(); i++) {
      MaskPngEncoder encoder = new MaskPngEncoder(engine.classes());
      line.startThreads("encode", 1, () -> line.encode(encoder));
    }
    return line;
  }

  /** Native code loads with its first use, which takes longer than a frame may take. */
  private static void loadCodecs() {
    byte[] jpeg = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY).encode(Pixels.allocate(TINY, TINY));
    new FrameDecoder().decode(jpeg, null);
  }

  private void startThreads(String name, int count, Step step) {
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> work(step), "weir-%s-%d-%s".formatted(name, threads.size(), engine.model()));
      thread.setDaemon(true); // an inference that hangs must not keep the process
      threads.add(thread);
      thread.start();
    }
  }

  private static void work(Step step) {
    try {
      while (step.doWork()) {
        // until the end
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() said so
    }
  }

  @Override
  public void submit(FrameJob job) {
    desk.submit(job);
  }

  private boolean decode() throws InterruptedException {
    Slot slot = desk.takeToDecode();
    if (slot == null) {
      return false;
    }
    try {
      decoder.decode(slot.job.frame(), slot.pixels());
      desk.decoded(slot);
    } catch (MalformedMessageException e) {
      desk.undecodable(slot, new Outcome.Failed(e));
    } catch (RuntimeException e) {
      desk.undecodable(slot, new Outcome.Failed(broken(slot, e)));
    }
    return true;
  }

  private boolean segment() throws InterruptedException {
    Batch batch = desk.takeToSegment();
    if (batch == null) {
      return false;
    }
    try {
      engine.segment(
          batch.frames(), batch.slots().size(), batch.width(), batch.height(), batch.classes());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) { // what engines declare
      desk.segmented(batch);
      for (Slot slot : List.copyOf(batch.slots())) {
        desk.finished(slot, new Outcome.Failed(broken(slot, e)));
      }
      return true;
    }
    desk.segmented(batch);
    toEncode.addAll(List.copyOf(batch.slots())); // the batch may be free before the last is added
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
    } catch (RuntimeException e) { // such as a class that the model does not name
      outcome = new Outcome.Failed(broken(slot, e));
    }
    desk.finished(slot, outcome);
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
        engine.model(),
        batch.width(),
        batch.height(),
        FULL_RESOLUTION,
        MaskEncoding.PNG,
        png,
        frame.traceparent());
  }

  private static EngineFailedException broken(Slot slot, Exception cause) {
    return new EngineFailedException(
        "the engine failed on %s: %s".formatted(slot.job.frame().id(), cause.getMessage()), cause);
  }

  @Override
  public boolean busy() {
    return desk.underWay() >= enough;
  }

  @Override
  public long lastOutcomeNanos() {
    return desk.lastOutcomeNanos();
  }

  @Override
  public void close() {
    desk.close();
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + END.toNanos();
    try {
      for (Thread thread : threads) {
        long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        thread.join(left);
        if (thread.isAlive()) {
          LOG.warn("thread={} hangs; left to itself", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
