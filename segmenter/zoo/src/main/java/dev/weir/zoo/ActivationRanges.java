package dev.weir.zoo;

import java.util.List;

/**
 * The range of values that each operation of a network gives, in the order in which the network
 * calls them: measured by a {@link CalibrationModel}, needed by a {@link QuantizedModel}.
 *
 * @param minima of each operation's output
 * @param maxima of each operation's output, as many
 */
public record ActivationRanges(List<Float> minima, List<Float> maxima) {
  public ActivationRanges {
    minima = List.copyOf(minima);
    maxima = List.copyOf(maxima);
    if (minima.size() != maxima.size()) {
      throw new IllegalArgumentException(
          "%d minima and %d maxima: expected as many of each"
              .formatted(minima.size(), maxima.size()));
    }
  }
}
