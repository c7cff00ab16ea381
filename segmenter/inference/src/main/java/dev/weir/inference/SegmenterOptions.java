package dev.weir.inference;

import java.util.Objects;

/**
 * How a model runs.
 *
 * @param provider where it runs
 * @param threads CPU threads of one inference; 0 uses all cores
 * @param spins whether these threads spin between operators; this speeds up a network that runs
 *     alone and slows down what runs beside it
 */
public record SegmenterOptions(ProviderChoice provider, int threads, boolean spins) {
  /** The fastest available provider, with all cores. */
  public static final SegmenterOptions DEFAULTS = new SegmenterOptions(ProviderChoice.AUTO, 0);

  public SegmenterOptions {
    Objects.requireNonNull(provider);
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads %d: expected 0 (all cores) or more".formatted(threads));
    }
  }

  /** Creates options whose threads sleep while they wait. */
  public SegmenterOptions(ProviderChoice provider, int threads) {
    this(provider, threads, false);
  }

  /** Returns these options with threads that spin while they wait. */
  public SegmenterOptions spinning() {
    return new SegmenterOptions(provider, threads, true);
  }

  /**
   * Returns the options for one of several models that run at once. If the number of threads is 0,
   * each model gets its share of the cores, so that the models do not compete for them.
   */
  public SegmenterOptions sharedBy(int models) {
    int cores = Runtime.getRuntime().availableProcessors();
    return threads > 0 || models < 2
        ? this
        : new SegmenterOptions(provider, Math.max(1, cores / models), spins);
  }
}
