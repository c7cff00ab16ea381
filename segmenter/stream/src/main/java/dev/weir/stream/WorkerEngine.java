package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker that decodes, segments and encodes frame after frame, in the order they came. */
final class WorkerEngine implements FrameEngine {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerEngine.class);
  private static final int TINY = 16;
  private static final int FULL_RESOLUTION = 1;
  private static final Duration END = Duration.ofSeconds(2);

  private final SegmentationEngine engine;
  private final SegmenterStageOptions options;
  private final FrameDecoder decoder;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "weir-engine"));

  private volatile long lastOutcomeNanos = System.nanoTime();
  private @Nullable Pixels pixels;
  private ByteBuffer classes = ByteBuffer.allocateDirect(0);

  WorkerEngine(SegmentationEngine engine, SegmenterStageOptions options) {
    this.engine = engine;
    this.options = options;
    this.decoder = new FrameDecoder(options.maxPixels());
    worker.execute(WorkerEngine::loadCodecs);
  }

  /** Native code loads with its first use, which takes longer than a frame may take. */
  private static void loadCodecs() {
    byte[] jpeg = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY).encode(Pixels.allocate(TINY, TINY));
    new FrameDecoder().decode(jpeg, null);
  }

  @Override
  public CompletableFuture<Outcome> submit(Frame frame, FrameRef origin, Instant received) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    worker.execute(
        () -> {
          if (!outcome.isDone()) {
            outcome.complete(outcome(frame, origin, received));
            lastOutcomeNanos = System.nanoTime();
          }
        });
    return outcome;
  }

  private Outcome outcome(Frame frame, FrameRef origin, Instant received) {
    if (tooOld(frame)) {
      return new Outcome.Dropped(DropCause.TOO_OLD);
    }
    try {
      return new Outcome.Masked(segment(frame, origin, received));
    } catch (MalformedMessageException e) {
      return new Outcome.Failed(e);
    } catch (Exception e) { // what engines declare
      return new Outcome.Failed(
          new EngineFailedException(
              "the engine failed on %s: %s".formatted(frame.id(), e.getMessage()), e));
    }
  }

  private boolean tooOld(Frame frame) {
    Duration most = options.maxAge().get(frame.id().camera());
    return most != null
        && Duration.between(frame.captureTime(), options.clock().instant()).compareTo(most) > 0;
  }

  private Mask segment(Frame frame, FrameRef origin, Instant received) throws Exception {
    Pixels decoded = decoder.decode(frame, pixels);
    pixels = decoded;
    int count = decoded.width() * decoded.height();
    if (classes.capacity() < count) {
      classes = ByteBuffer.allocateDirect(count);
    }
    engine.segment(decoded, classes);
    byte[] found = new byte[count];
    classes.get(0, found);
    byte[] png = MaskPng.encode(found, decoded.width(), decoded.height(), engine.classes());
    return new Mask(
        frame.id(),
        origin,
        new Mask.Timing(frame.captureTime(), received, options.clock().instant()),
        engine.model(),
        decoded.width(),
        decoded.height(),
        FULL_RESOLUTION,
        MaskEncoding.PNG,
        png,
        frame.traceparent());
  }

  @Override
  public long lastOutcomeNanos() {
    return lastOutcomeNanos;
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("inference still running after={}s; left to itself", END.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
