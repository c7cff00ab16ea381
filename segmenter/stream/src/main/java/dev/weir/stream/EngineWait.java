package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.stream.pipeline.EngineFailedException;
import dev.weir.stream.pipeline.EngineStalledError;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.FrameJob;
import dev.weir.stream.pipeline.Outcome;
import dev.weir.stream.rules.FreshnessPolicy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;

/** Waits for an engine's outcomes within its timeouts. Used by stream threads. */
final class EngineWait {
  private static final int PLAIN_WIDTH = 320;
  private static final int PLAIN_HEIGHT = 240;

  private final EngineTimeouts timeouts;

  EngineWait(EngineTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  /**
   * Waits for the outcome of a frame.
   *
   * @param since when the current call began to wait, by {@link System#nanoTime()}
   * @throws EngineStalledError if a timeout expires
   */
  Outcome outcome(FrameJob job, FrameEngine engine, long since) {
    try {
      while (true) {
        long now = System.nanoTime();
        long idle = now - Math.max(since, engine.lastOutcomeNanos());
        long left =
            Math.min(
                timeouts.stalled().toNanos() - idle, timeouts.longest().toNanos() - (now - since));
        try {
          return job.outcome().get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (left <= 0) {
            throw new EngineStalledError(
                "the engine stalled: %s has waited for %.1f s, and no frame was finished for %.1f s"
                    .formatted(job.frame().id(), (System.nanoTime() - since) / 1e9, idle / 1e9));
          } // otherwise another frame finished in the meantime: the engine is alive
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamsException("interrupted while waiting for the engine", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the future of a frame failed; expected an outcome", e);
    }
  }

  /**
   * Checks that the engine works, with a plain picture of no more pixels than the suspect frame.
   *
   * @throws EngineStalledError if the engine hangs on the plain picture too
   * @throws EngineFailedException if the engine fails on it
   */
  void requireWorking(FrameEngine engine, FrameJob suspect, long since) {
    Pixels pixels = plain((long) suspect.frame().width() * suspect.frame().height());
    byte[] jpeg = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY).encode(pixels);
    Frame plain =
        new Frame(
            new FrameId(suspect.frame().id().camera(), "plain", 0),
            suspect.frame().captureTime(),
            pixels.width(),
            pixels.height(),
            FrameEncoding.JPEG,
            jpeg,
            null);
    FrameJob job =
        FrameJob.of(plain, suspect.origin(), suspect.received(), FreshnessPolicy.LOSSLESS)
            .runAlone();
    engine.submit(job);
    try {
      if (outcome(job, engine, since) instanceof Outcome.Failed failed
          && failed.cause() instanceof EngineFailedException broken) {
        throw broken;
      }
    } catch (EngineStalledError e) {
      throw new EngineStalledError(
          "the engine hung on %s before, and does not answer a plain picture either: %s"
              .formatted(suspect.frame().id(), e.getMessage()));
    } finally {
      job.outcome().cancel(false);
    }
  }

  /**
   * Returns a black picture of 320x240, or a smaller one of that shape if that is too many pixels.
   */
  private static Pixels plain(long maxPixels) {
    double scale = Math.min(1, Math.sqrt((double) maxPixels / (PLAIN_WIDTH * PLAIN_HEIGHT)));
    return Pixels.allocate(
        Math.max(1, (int) (scale * PLAIN_WIDTH)), Math.max(1, (int) (scale * PLAIN_HEIGHT)));
  }
}
