package dev.weir.zoo.weights;

import dev.weir.zoo.Parameter;
import java.util.Arrays;
import java.util.Random;

/**
 * Weights of an untrained network. Kernels follow He et al. (ICCV 2015), for the fan of the outputs
 * (k² for a depthwise kernel), times the layer's gain. Batch normalization is the identity. The
 * same seed and name give the same values.
 */
public final class RandomWeights implements Weights {
  private final long seed;

  /** From a seed. */
  public RandomWeights(long seed) {
    this.seed = seed;
  }

  @Override
  public boolean has(String name) {
    return true;
  }

  @Override
  public float[] values(Parameter parameter) {
    float[] values = new float[parameter.elements()];
    switch (parameter.role()) {
      case KERNEL -> {
        Random random = new Random(seed * 31 + parameter.name().hashCode());
        int inputs = parameter.shape().get(1);
        double fan =
            (double) parameter.elements() / (inputs == 1 ? parameter.shape().get(0) : inputs);
        double deviation = parameter.gain() * Math.sqrt(2 / fan);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.nextGaussian() * deviation);
        }
      }
      case SCALE, VARIANCE -> Arrays.fill(values, 1);
      case BIAS, SHIFT, MEAN -> Arrays.fill(values, 0);
    }
    return values;
  }
}
