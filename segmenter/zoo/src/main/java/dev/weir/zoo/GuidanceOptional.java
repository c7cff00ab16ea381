package dev.weir.zoo;

import java.util.ArrayList;
import java.util.List;

/**
 * Weights of which those may be missing that end up in no graph: a deployed model has no guidance
 * heads, and can be deployed again all the same. Not thread-safe.
 */
final class GuidanceOptional implements Weights {
  private final Weights weights;
  private final List<Parameter> missing = new ArrayList<>();

  GuidanceOptional(Weights weights) {
    this.weights = weights;
  }

  @Override
  public float[] values(Parameter parameter) {
    if (weights.has(parameter.name())) {
      return weights.values(parameter);
    }
    missing.add(parameter);
    return new float[parameter.elements()];
  }

  @Override
  public boolean has(String name) {
    return weights.has(name);
  }

  /**
   * Asks for what was missing and is in the graph.
   *
   * @throws WeightsException in the words of the weights, if there is such a one
   */
  void requireAllOf(OnnxGraph graph) {
    missingIn(graph).forEach(weights::values);
  }

  /** What was missing and is in the graph, in the order in which it was asked for. */
  List<Parameter> missingIn(OnnxGraph graph) {
    return missing.stream().filter(p -> graph.holds(p.name())).toList();
  }
}
