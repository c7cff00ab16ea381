package dev.weir.stream.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How frames pass through decoder, network and encoder.
 *
 * @param batch maximum frames per inference, 1 to 128; fewer if frames have more than two
 *     megapixels
 * @param batchWait how long a frame waits for others while another inference runs
 * @param decoders number of decoder threads, from 1
 * @param concurrency number of concurrent inferences, from 1
 * @param encoders number of mask encoder threads, from 1
 */
@RecordBuilder
public record PipelineOptions(
    int batch, Duration batchWait, int decoders, int concurrency, int encoders)
    implements PipelineOptionsBuilder.With {
  /** Long enough for another camera's frame to arrive, too short to notice. */
  public static final Duration DEFAULT_WAIT = Duration.ofMillis(2);

  private static final int MOST = 128;
  private static final int CORES_PER_CODEC = 4;

  public PipelineOptions {
    if (batch < 1 || decoders < 1 || concurrency < 1 || encoders < 1) {
      throw new IllegalArgumentException(
          "batch %d, decoders %d, concurrency %d, encoders %d: expected each at least 1"
              .formatted(batch, decoders, concurrency, encoders));
    }
    if (batch > MOST) {
      throw new IllegalArgumentException("batch %d: expected at most %d".formatted(batch, MOST));
    }
    if (batchWait.isNegative()) {
      throw new IllegalArgumentException("batch wait %s: expected 0 or more".formatted(batchWait));
    }
  }

  /**
   * Returns options for a network on the CPU. The network gets the cores; codecs take a few percent
   * of its time. Batches gain nothing on a CPU, so each frame runs alone.
   */
  public static PipelineOptions forCpu(int cores) {
    int codecs = Math.max(1, cores / CORES_PER_CODEC);
    return new PipelineOptions(1, DEFAULT_WAIT, codecs, 1, codecs);
  }

  /**
   * Returns options for a network on an accelerator. The codecs get the cores, and one batch fills
   * while another runs.
   */
  public static PipelineOptions forAccelerator(int cores) {
    int codecs = Math.max(1, cores / 2);
    return new PipelineOptions(8, DEFAULT_WAIT, codecs, 2, codecs);
  }

  /**
   * Returns options for inferences that each use one core: one concurrent inference per core, but
   * at most four, because each needs its own memory.
   */
  public static PipelineOptions forSingleCores(int cores) {
    int codecs = Math.max(1, cores / CORES_PER_CODEC);
    return new PipelineOptions(1, DEFAULT_WAIT, codecs, Math.max(1, Math.min(cores, 4)), codecs);
  }

  /** Returns the options of one of several parallel pipelines, which divide the codec threads. */
  public PipelineOptions sharedBy(int pipelines) {
    return withDecoders(Math.max(1, decoders / pipelines))
        .withEncoders(Math.max(1, encoders / pipelines));
  }

  /**
   * Returns the number of batches: one per concurrent inference, one that fills, and one whose
   * masks are encoded.
   */
  public int batches() {
    return concurrency + 2;
  }
}
