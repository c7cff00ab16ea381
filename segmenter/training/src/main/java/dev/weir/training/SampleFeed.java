package dev.weir.training;

import dev.weir.training.augment.Sample;
import dev.weir.training.data.Mixture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the next batches while the network works on this one: the reader's thread draws, one worker
 * decodes and augments. A sample follows from the seed and its number alone, whoever makes it.
 */
final class SampleFeed implements AutoCloseable {
  private static final int AHEAD = 3;

  private final Mixture mixture;
  private final Stages stages;
  private final int batch;
  private final long seed;
  private final ExecutorService worker;
  private final Queue<Future<List<Sample>>> coming = new ArrayDeque<>();

  /** From wherever the mixture stands. */
  SampleFeed(Mixture mixture, Stages stages, int batch, long seed) {
    this.mixture = mixture;
    this.stages = stages;
    this.batch = batch;
    this.seed = seed;
    this.worker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "weir-samples");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The next batch.
   *
   * @throws InterruptedException if interrupted while it is made
   * @throws dev.weir.training.data.DataException if a picture cannot be read
   */
  List<Sample> next() throws InterruptedException {
    while (coming.size() < AHEAD) {
      List<Mixture.Draw> draws = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        draws.add(mixture.next());
      }
      coming.add(worker.submit(() -> draws.stream().map(this::sample).toList()));
    }
    try {
      return coming.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) {
        throw r;
      }
      throw new IllegalStateException("a training sample could not be made", e.getCause());
    }
  }

  private Sample sample(Mixture.Draw draw) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + draw.number());
    return stages.of(draw.number()).sample(draw.read(), random);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
