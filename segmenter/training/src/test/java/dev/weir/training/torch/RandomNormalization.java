package dev.weir.training.torch;

import dev.weir.zoo.Parameter;
import dev.weir.zoo.weights.Weights;
import java.util.Random;

/**
 * Weights whose batch normalisations do something: scale and variance of 0.5 to 1.5, shift and mean
 * about 0. Of a network that has learnt nothing they are the identity, and whoever mixed them up
 * would score the same. They follow from a seed and their names.
 */
final class RandomNormalization implements Weights {
  private final Weights weights;
  private final long seed;
  private final double deviation;

  /**
   * All but normalisation is {@code weights}'.
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
