package dev.weir.inference;

import java.util.Objects;

/**
 * How a model is run.
 *
 * @param provider where
 * @param threads of one inference on a CPU; 0 takes all cores
 * @param spins whether these threads wait busily for their next operator, which makes a network
 *     alone faster and what runs beside it slower
 */
public record SegmenterOptions(ProviderChoice provider, int threads, boolean spins) {
  /** Wherever is fastest, on all cores. */
  public static final SegmenterOptions DEFAULTS = new SegmenterOptions(ProviderChoice.AUTO, 0);

  public SegmenterOptions {
    Objects.requireNonNull(provider);
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads %d: expected a number from 0 up".formatted(threads));
    }
  }

  /** With threads that sleep while they wait. */
  public SegmenterOptions(ProviderChoice provider, int threads) {
    this(provider, threads, false);
  }

  /** The same, with threads that wait busily. */
  public SegmenterOptions spinning() {
    return new SegmenterOptions(provider, threads, true);
  }

  /**
   * For one of several models at once: where no number of threads was asked for, each has its share
   * of the cores, as models that each took all of them would fight for them.
   */
  public SegmenterOptions sharedBy(int models) {
    int cores = Runtime.getRuntime().availableProcessors();
    return threads > 0 || models < 2
        ? this
        : new SegmenterOptions(provider, Math.max(1, cores / models), spins);
  }
}
