package dev.weir.zoo.model;

import java.util.List;

/**
 * How pixels are normalized before the network sees them: {@code (value / 255 - mean) / deviation},
 * per channel.
 *
 * @param mean of red, green, blue, 0 to 1
 * @param std of red, green, blue, above 0
 */
public record Normalization(List<Float> mean, List<Float> std) {
  public Normalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException(
          "normalization by mean %s and deviation %s: expected red, green and blue for each"
              .formatted(mean, std));
    }
    if (std.stream().anyMatch(d -> !(d > 0))) {
      throw new IllegalArgumentException(
          "normalization by deviation %s: expected numbers above 0".formatted(std));
    }
  }

  /** The same for all three channels. */
  public static Normalization gray(float mean, float deviation) {
    return new Normalization(List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
  }
}
