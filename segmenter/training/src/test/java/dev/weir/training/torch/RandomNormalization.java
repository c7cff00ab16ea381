package dev.weir.training.torch;

import dev.weir.zoo.Parameter;
import dev.weir.zoo.weights.Weights;
import java.util.Random;

/**
 * Weights with batch normalization that is not the identity: scale and variance of 0.5 to 1.5,
 * shift and mean about 0. In an untrained network it is the identity, so a mix-up would not change
 * the scores. Values depend only on a seed and the weights' names.
 */
final class RandomNormalization implements Weights {
  private final Weights weights;
  private final long seed;
  private final double deviation;

  /**
   * All weights except normalization come from {@code weights}.
   *
   * @param deviation of shift and mean
   */
  RandomNormalization(Weights weights, long seed, double deviation) {
    this.weights = weights;
    this.seed = seed;
    this.deviation = deviation;
  }

  @Override
  public boolean has(String name) {
    return weights.has(name);
  }

  @Override
  public float[] values(Parameter parameter) {
    float[] values = weights.values(parameter);
    Random random = new Random(seed * 31 + parameter.name().hashCode());
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (parameter.role()) {
            case SCALE, VARIANCE -> 0.5f + random.nextFloat();
            case SHIFT, MEAN -> (float) (deviation * random.nextGaussian());
            case KERNEL, BIAS -> values[i];
          };
    }
    return values;
  }
}
