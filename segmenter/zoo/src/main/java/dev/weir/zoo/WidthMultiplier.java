package dev.weir.zoo;

import java.math.BigDecimal;

/**
 * The channels of a network as a multiple of the published ones.
 *
 * <p>A layer with c channels gets c × factor channels, rounded to a multiple of 8 and at least 8.
 * Convolutions run in vectors of 8 floats, so 27 channels cost as much as 32, and with fewer than 8
 * a layer learns too little. The published widths are multiples of 8 already, so factors 1, 2, 3
 * and 4 are exact. Classes are not channels and are never scaled.
 *
 * @param factor from 0.05 to 4; 1 is the published network
 */
public record WidthMultiplier(double factor) {
  private static final double MIN = 0.05;
  private static final double MAX = 4;
  private static final int STEP = 8;

  public WidthMultiplier {
    check(factor);
  }

  /** Checks that a factor is allowed. */
  public static void check(double factor) {
    if (!(factor >= MIN && factor <= MAX)) {
      throw new IllegalArgumentException(
          "width %s: expected 0.05 to 4 times the published channels, 1 for the published network"
              .formatted(text(factor)));
    }
  }

  /** The channels of a layer that has {@code published} of them at width 1. */
  public int channels(int published) {
    return Math.max(STEP, STEP * (int) Math.round(published * factor / STEP));
  }

  /** The factor as text: 1, 0.25. */
  @Override
  public String toString() {
    return text(factor);
  }

  private static String text(double factor) {
    return Double.isFinite(factor)
        ? BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString()
        : Double.toString(factor);
  }
}
