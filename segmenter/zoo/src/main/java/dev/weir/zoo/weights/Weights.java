package dev.weir.zoo.weights;

import dev.weir.zoo.Parameter;

/** A source of weights by name. Thread-safe unless stated otherwise. */
public interface Weights {
  /**
   * The values of a weight, in row-major order.
   *
   * @throws WeightsException if there is no such weight or it has another shape
   */
  float[] values(Parameter parameter);

  /** Whether there is a weight of that name. */
  boolean has(String name);
}
