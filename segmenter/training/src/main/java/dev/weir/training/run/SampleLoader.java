package dev.weir.training.run;

import dev.weir.training.augment.Sample;
import dev.weir.training.data.Mixture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the next batches while the network processes the current one. The reader's thread draws
 * samples; worker threads decode and augment them. There are half as many workers as cores, at
 * least one. A sample depends only on the seed and its number, not on the worker.
 */
final class SampleLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleLoader.class);
  private static final int AHEAD = 2;
  private static final long ASK_AGAIN_MS = 100;
  private static final long PATIENCE_MS = 2000;

  private final Mixture mixture;
  private final CurriculumStages stages;
  private final int batch;
  private final long seed;
  private final int ahead;
  private final ExecutorService workers;
  private final Queue<Future<List<Sample>>> coming = new ArrayDeque<>();

  private long toBeDrawn;

  /** Loads {@code batches} batches, starting at the mixture's current position. */
  SampleLoader(Mixture mixture, CurriculumStages stages, int batch, long seed, long batches) {
    this.mixture = mixture;
    this.stages = stages;
    this.batch = batch;
    this.seed = seed;
    this.toBeDrawn = batches;
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.ahead = threads + AHEAD;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "weir-samples");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns the next batch.
   *
   * @param stop polled while the batch is prepared, because a batch with new object proposals can
   *     take long
   * @return empty if {@code stop} returned true before the batch was ready
   * @throws InterruptedException if interrupted while waiting
   * @throws java.util.NoSuchElementException after the last batch
   * @throws dev.weir.training.data.DataException if an image cannot be read
   */
  Optional<List<Sample>> next(BooleanSupplier stop) throws InterruptedException {
    while (coming.size() < ahead && toBeDrawn > 0) {
      toBeDrawn--;
      List<Mixture.Draw> draws = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        draws.add(mixture.next());
      }
      coming.add(workers.submit(() -> draws.stream().map(this::sample).toList()));
    }
    try {
      do {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
      } while (!made(coming.element()));
      return Optional.of(coming.remove().get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) {
        throw r;
      }
      throw new IllegalStateException("a training sample could not be made", e.getCause());
    }
  }

  /** Waits a short time and returns whether the batch is ready. */
  private static boolean made(Future<List<Sample>> batch)
      throws InterruptedException, ExecutionException {
    try {
      batch.get(ASK_AGAIN_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private Sample sample(Mixture.Draw draw) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + draw.number());
    return stages.of(draw.number()).sample(draw.read(), random);
  }

  /** Stops the workers after their current samples, so that no image is left half read. */
  @Override
  public void close() {
    coming.forEach(batch -> batch.cancel(false));
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "a training sample is still in progress after={}ms; not waiting for it any longer",
            PATIENCE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
