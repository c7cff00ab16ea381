package dev.weir.training.recipe;

/**
 * How weights follow their gradients.
 *
 * @param name of the method
 * @param learningRate the highest; above 0
 * @param weightDecay of kernels; biases and normalisation do not decay. From 0
 * @param momentum of SGD, 0 to 1; unused by AdamW
 */
public record OptimizerRecipe(
    Method name, double learningRate, double weightDecay, double momentum) {
  /** The methods. */
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
