package dev.weir.zoo.model;

/**
 * A deployed model that also returns the probability of each class. It is created from the file's
 * bytes when a session is opened, so it costs nothing when a model runs without it.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as the {@link DeployedModel} → classes
 *                                     └→ scores → softmax → probabilities float [N, classes, H, W]
 * </pre>
 */
public final class ProbabilityModel {
  /** The additional output. */
  public static final String OUTPUT = "class_probabilities";

  private ProbabilityModel() {}

  /**
   * From a deployed model's bytes.
   *
   * @throws IllegalArgumentException if they are not a deployed model
   */
  public static byte[] of(byte[] deployed) {
    return ClassScoreOutput.asOutput(
        deployed, OUTPUT, (scores, graph) -> scores.asProbabilities(graph, scores.value()));
  }
}
