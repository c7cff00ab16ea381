package dev.weir.bench;

import dev.weir.inference.onnxruntime.OnnxSegmenter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The throughput of the network alone: concurrent threads segment the same batch repeatedly. */
public final class EngineThroughput {
  private EngineThroughput() {}

  /**
   * Returns frames per second.
   *
   * @throws ExecutionException if the network fails
   */
  public static double fps(
      OnnxSegmenter segmenter, BenchFrames frames, int batch, int concurrency, Duration length)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(concurrency);
    try {
      long start = System.nanoTime();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < concurrency; i++) {
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
      OnnxSegmenter segmenter, BenchFrames frames, int batch, long start, Duration length)
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
