package dev.weir.zoo;

/**
 * A deployed model that can be asked for the probability of each class too. Made from the file's
 * bytes when a session is opened: what is served plainly pays nothing for it.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as the {@link DeployedModel} → classes
 *                                     └→ scores → softmax → probabilities float [N, classes, H, W]
 * </pre>
 */
public final class ProbabilityModel {
  /** The further output. */
  public static final String OUTPUT = "class_probabilities";

  private ProbabilityModel() {}

  /**
   * Of a deployed model's bytes.
   *
   * @throws IllegalArgumentException if they are no deployed model
   */
  public static byte[] of(byte[] deployed) {
    return ClassScores.asOutput(
        deployed, OUTPUT, (scores, graph) -> scores.asProbabilities(graph, scores.value()));
  }
}
