package dev.weir.zoo;

import java.util.List;

/**
 * The output of a network: class scores (logits), not yet upsampled to the image.
 *
 * @param main [N, classes, h, w] at the network's own stride
 * @param guidance additional scores that exist only in training, coarse first
 * @param mainWeight weight of {@code main} in the training loss
 * @param <T> represents feature maps
 */
public record Scores<T>(T main, double mainWeight, List<Guidance<T>> guidance) {
  public Scores {
    guidance = List.copyOf(guidance);
  }

  /** Scores without guidance. */
  public static <T> Scores<T> of(T main) {
    return new Scores<>(main, 1.0, List.of());
  }

  /**
   * Scores of a branch, for training only.
   *
   * @param scores [N, classes, h, w] at the branch's stride
   * @param weight λ: this branch's weight in the loss
   * @param <T> represents feature maps
   */
  public record Guidance<T>(T scores, double weight) {}
}
