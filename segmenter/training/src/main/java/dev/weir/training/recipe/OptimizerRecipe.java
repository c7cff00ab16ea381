package dev.weir.training.recipe;

/**
 * How gradients update the weights.
 *
 * @param name the optimizer
 * @param learningRate the highest learning rate, above 0
 * @param weightDecay decay of kernels, from 0; biases and normalization do not decay
 * @param momentum momentum of SGD, 0 to 1; AdamW does not use it
 */
public record OptimizerRecipe(
    Method name, double learningRate, double weightDecay, double momentum) {
  /** The supported optimizers. */
  public enum Method {
    /** Stochastic gradient descent with momentum. */
    SGD,
    /** Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). */
    ADAMW
  }

  public OptimizerRecipe {
    if (!(learningRate > 0) || !(weightDecay >= 0) || !(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "optimizer with learning-rate %s, weight-decay %s, momentum %s: expected above 0, from 0, 0 to below 1"
              .formatted(learningRate, weightDecay, momentum));
    }
  }
}
