package dev.weir.training.recipe;

import java.util.Locale;

/**
 * The learning rate over a run, as a fraction of the highest.
 *
 * @param shape how it decays
 * @param warmup number of steps in which it first rises linearly from 0; from 0
 * @param power exponent of the poly decay; other shapes do not use it
 */
public record Schedule(Shape shape, int warmup, double power) {
  /** How the rate decays from 1 at the first step to 0 at the last. */
  public enum Shape {
    /** (1 − t)^power (Chen et al., DeepLab; Zhao et al., PSPNet). */
    POLY,
    /** Half a cosine wave (Loshchilov and Hutter, ICLR 2017), without restarts. */
    COSINE,
    /** No decay. */
    CONSTANT
  }

  public Schedule {
    if (warmup < 0 || !(power > 0)) {
      throw new IllegalArgumentException(
          "schedule with warmup %d and power %s: expected warmup from 0 and power above 0"
              .formatted(warmup, power));
    }
  }

  /** Returns the factor at a step of a run with {@code steps} steps. */
  public double factor(int step, int steps) {
    double rise = warmup == 0 ? 1 : Math.min(1, (step + 1) / (double) warmup);
    double t = step / (double) steps;
    double fall =
        switch (shape) {
          case POLY -> Math.pow(1 - t, power);
          case COSINE -> 0.5 * (1 + Math.cos(Math.PI * t));
          case CONSTANT -> 1;
        };
    return rise * fall;
  }

  @Override
  public String toString() {
    return "%s, warm-up %d".formatted(shape.name().toLowerCase(Locale.ROOT), warmup);
  }
}
