package dev.weir.cli;

import dev.weir.inference.Segmenter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The network alone, as fast as it goes: lanes that segment the same batch again and again. */
final class EngineRound {
  private EngineRound() {}

  /**
   * Frames per second.
   *
   * @throws ExecutionException if the network fails
   */
  static double fps(Segmenter segmenter, BenchFrames frames, int batch, int lanes, Duration length)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(lanes);
    try {
      long start = System.nanoTime();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < lanes; i++) {
        counts.add(pool.submit(() -> segmented(segmenter, frames, batch, start, length)));
      }
      long total = 0;
      for (Future<Long> count : counts) {
        total += count.get();
      }
      return total * 1e9 / (System.nanoTime() - start);
    } finally {
      pool.shutdown();
    }
  }

  private static long segmented(
      Segmenter segmenter, BenchFrames frames, int batch, long start, Duration length)
      throws Exception {
    ByteBuffer in = frames.batch(batch);
    int width = frames.size().width();
    int height = frames.size().height();
    ByteBuffer classes = ByteBuffer.allocateDirect(batch * width * height);
    long count = 0;
    do {
      segmenter.segment(in, batch, height, width, classes);
      count += batch;
    } while (System.nanoTime() - start < length.toNanos());
    return count;
  }
}
