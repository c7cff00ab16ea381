package dev.weir.zoo.model;

/**
 * A deployed model that also returns the score of each class, before softmax. An ensemble has no
 * scores, so it returns the logarithms of its probabilities. It is created from the file's bytes
 * when a session is opened, like {@link ProbabilityModel}.
 *
 * <pre>
 * frames u8 [N, H, W, 3] → as the {@link DeployedModel} → classes
 *                                     └→ scores float [N, classes, H, W]
 * </pre>
 */
public final class ScoreModel {
  /** The additional output. */
  public static final String OUTPUT = "class_scores";

  private ScoreModel() {}

  /**
   * From a deployed model's bytes.
   *
   * @throws IllegalArgumentException if they are not a deployed model
   */
  public static byte[] of(byte[] deployed) {
    return ClassScoreOutput.asOutput(
        deployed, OUTPUT, (scores, graph) -> scores.asLogits(graph, scores.value()));
  }
}
