package dev.weir.zoo.cost;

import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.networks.Networks;

/**
 * What a network may cost on one image, so that networks can be compared at the same cost.
 *
 * @param multiplyAccumulates as {@link CostOps} counts them, with guidance heads; at least 1
 * @param size of the image
 */
public record CostBudget(long multiplyAccumulates, InputSize size) {
  /** Widths are tried in thousandths. */
  private static final double STEPS = 1000;

  private static final int NARROWEST = 50;
  private static final int PUBLISHED = 1000;

  public CostBudget {
    if (multiplyAccumulates < 1) {
      throw new IllegalArgumentException(
          "budget of %d multiply-accumulates: expected 1 or more".formatted(multiplyAccumulates));
    }
  }

  /**
   * The largest width, in thousandths and at most 1 (as published), at which a network costs no
   * more than this. Found by bisection: no layer gets narrower as the width grows.
   *
   * @throws IllegalArgumentException if there is no such network, or its narrowest form costs more
   */
  public double width(String network, int classes) {
    if (!affords(network, classes, NARROWEST)) {
      throw new IllegalArgumentException(
          "%s: costs %,d multiply-accumulates at %s and width %s, expected at most %,d; raise the budget or lower the size"
              .formatted(
                  network,
                  cost(network, classes, NARROWEST),
                  size,
                  NARROWEST / STEPS,
                  multiplyAccumulates));
    }
    int affordable = NARROWEST;
    int tooWide = PUBLISHED + 1;
    while (tooWide - affordable > 1) {
      int middle = (affordable + tooWide) / 2;
      if (affords(network, classes, middle)) {
        affordable = middle;
      } else {
        tooWide = middle;
      }
    }
    return affordable / STEPS;
  }

  private boolean affords(String network, int classes, int thousandths) {
    return cost(network, classes, thousandths) <= multiplyAccumulates;
  }

  private long cost(String network, int classes, int thousandths) {
    Network at = Networks.of(network, classes, thousandths / STEPS);
    return CostOps.of(at, size.height(), size.width()).multiplyAccumulates();
  }
}
