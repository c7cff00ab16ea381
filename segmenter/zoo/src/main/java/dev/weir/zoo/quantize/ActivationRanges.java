package dev.weir.zoo.quantize;

import java.util.List;

/**
 * The output range of each operation in a network, in the order in which the network calls them. A
 * {@link CalibrationModel} measures it, and a {@link QuantizedModel} needs it.
 *
 * @param minima of each operation's output
 * @param maxima of each operation's output, the same number
 */
public record ActivationRanges(List<Float> minima, List<Float> maxima) {
  public ActivationRanges {
    minima = List.copyOf(minima);
    maxima = List.copyOf(maxima);
    if (minima.size() != maxima.size()) {
      throw new IllegalArgumentException(
          "%d minima and %d maxima: expected the same number of each"
              .formatted(minima.size(), maxima.size()));
    }
  }
}
