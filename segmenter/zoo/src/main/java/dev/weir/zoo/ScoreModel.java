package dev.weir.zoo;

/**
 * A deployed model that can be asked for the score of each class too, before softmax; of an
 * ensemble, which has none, for its probabilities' logarithms. Made from the file's bytes when a
 * session is opened, as the {@link ProbabilityModel} is.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as the {@link DeployedModel} → classes
 *                                     └→ scores float [N, classes, H, W]
 * </pre>
 */
public final class ScoreModel {
  /** The further output. */
  public static final String OUTPUT = "class_scores";

  private ScoreModel() {}

  /**
   * Of a deployed model's bytes.
   *
   * @throws IllegalArgumentException if they are no deployed model
   */
  public static byte[] of(byte[] deployed) {
    return ClassScores.asOutput(
        deployed, OUTPUT, (scores, graph) -> scores.asLogits(graph, scores.value()));
  }
}
