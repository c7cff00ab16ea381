package dev.weir.stream.options;

import java.time.Duration;

/**
 * How frames go through decoder, network and encoder.
 *
 * @param batch frames of one inference at most, 1 to 128; frames of more than two megapixels fewer
 * @param batchWait how long a frame waits for others while another inference runs
 * @param decoders threads that decode, from 1
 * @param concurrency inferences at once, from 1
 * @param encoders threads that encode masks, from 1
 */
public record PipelineOptions(
    int batch, Duration batchWait, int decoders, int concurrency, int encoders) {
  /** Long enough for a neighbour's frame, too short to be seen. */
  public static final Duration DEFAULT_WAIT = Duration.ofMillis(2);

  private static final int MOST = 128;
  private static final int CORES_PER_CODEC = 4;

  public PipelineOptions {
    if (batch < 1 || decoders < 1 || concurrency < 1 || encoders < 1) {
      throw new IllegalArgumentException(
          "batch %d, decoders %d, lanes %d, encoders %d: expected each at least 1"
              .formatted(batch, decoders, concurrency, encoders));
    }
    if (batch > MOST) {
      throw new IllegalArgumentException(
          "batch %d: expected at most %d, whose memory one buffer holds".formatted(batch, MOST));
    }
    if (batchWait.isNegative()) {
      throw new IllegalArgumentException("batch wait %s: expected 0 or more".formatted(batchWait));
    }
  }

  /**
   * For a network on the CPU: it has the cores, and codecs take a few hundredths of its time. A
   * batch gains nothing there, so each frame goes alone.
   */
  public static PipelineOptions forCpu(int cores) {
    int codecs = Math.max(1, cores / CORES_PER_CODEC);
    return new PipelineOptions(1, DEFAULT_WAIT, codecs, 1, codecs);
  }

  /**
   * For a network on an accelerator: the cores are the codecs', and one batch fills while one runs.
   */
  public static PipelineOptions forAccelerator(int cores) {
    int codecs = Math.max(1, cores / 2);
    return new PipelineOptions(8, DEFAULT_WAIT, codecs, 2, codecs);
  }

  /**
   * For inferences of which each keeps a core to itself: as many frames at once as there are cores,
   * but four at most, as each takes memory of its own.
   */
  public static PipelineOptions forSingleCores(int cores) {
    int codecs = Math.max(1, cores / CORES_PER_CODEC);
    return new PipelineOptions(1, DEFAULT_WAIT, codecs, Math.max(1, Math.min(cores, 4)), codecs);
  }

  /** With other batches. */
  public PipelineOptions withBatch(int max, Duration wait) {
    return new PipelineOptions(max, wait, decoders, concurrency, encoders);
  }

  /** One of several lines that run beside each other: the codecs' threads are divided. */
  public PipelineOptions sharedBy(int lines) {
    return new PipelineOptions(
        batch,
        batchWait,
        Math.max(1, decoders / lines),
        concurrency,
        Math.max(1, encoders / lines));
  }

  /** One for each lane, one that is filled meanwhile, one whose masks are encoded meanwhile. */
  public int batches() {
    return concurrency + 2;
  }

  /** With so many inferences at once. */
  public PipelineOptions withLanes(int count) {
    return new PipelineOptions(batch, batchWait, decoders, count, encoders);
  }
}
