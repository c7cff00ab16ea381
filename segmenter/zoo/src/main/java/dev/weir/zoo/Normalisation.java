package dev.weir.zoo;

import java.util.List;

/**
 * How pixels are normalized before the network sees them: {@code (value / 255 - mean) / deviation},
 * per channel.
 *
 * @param mean of red, green, blue, 0 to 1
 * @param deviation of red, green, blue, above 0
 */
public record Normalisation(List<Float> mean, List<Float> deviation) {
  public Normalisation {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3 || deviation.size() != 3) {
      throw new IllegalArgumentException(
          "normalization by mean %s and deviation %s: expected red, green and blue for each"
              .formatted(mean, deviation));
    }
    if (deviation.stream().anyMatch(d -> !(d > 0))) {
      throw new IllegalArgumentException(
          "normalization by deviation %s: expected numbers above 0".formatted(deviation));
    }
  }

  /** The same for all three channels. */
  public static Normalisation grey(float mean, float deviation) {
    return new Normalisation(List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
  }
}
