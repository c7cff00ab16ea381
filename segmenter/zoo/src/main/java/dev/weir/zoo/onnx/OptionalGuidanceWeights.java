package dev.weir.zoo.onnx;

import dev.weir.zoo.Parameter;
import dev.weir.zoo.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights that tolerate missing values if no graph uses them. A deployed model has no guidance
 * heads, but it can still be deployed again. Not thread-safe.
 */
public final class OptionalGuidanceWeights implements Weights {
  private final Weights weights;
  private final List<Parameter> missing = new ArrayList<>();

  public OptionalGuidanceWeights(Weights weights) {
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
   * Checks for weights that are missing although the graph uses them.
   *
   * @throws WeightsException with the message of the weights' source, if there are any
   */
  public void requireAllOf(OnnxGraph graph) {
    missingIn(graph).forEach(weights::values);
  }

  /** Missing weights that the graph uses, in the order in which they were requested. */
  public List<Parameter> missingIn(OnnxGraph graph) {
    return missing.stream().filter(p -> graph.holds(p.name())).toList();
  }
}
