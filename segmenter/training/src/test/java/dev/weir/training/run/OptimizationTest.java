package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.training.recipe.OptimizerRecipe;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Scores;
import dev.weir.zoo.weights.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An optimizer's step")
class OptimizationTest {
  private static final Network NETWORK = new Normalised();
  private static final double DECAY = 0.1;
  private static final double MOMENTUM = 0.9;

  /** Learning rates of the steps, all different. */
  private static final double[] RATES = {0.1, 0.05, 0.2, 0.01};

  /** The kinds of weights: kernels, a bias, scale and shift, statistics. */
  private record Normalised() implements Network {
    @Override
    public String name() {
      return "normalised";
    }

    @Override
    public Paper paper() {
      return new Paper("none", "nobody", "nowhere", 2024);
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public double width() {
      return 1;
    }

    @Override
    public <T> Scores<T> scores(Ops<T> ops, T image) {
      T x = ops.relu(ops.batchNorm("bn", ops.conv("first", image, Conv.k3(4))));
      return Scores.of(ops.conv("score", x, Conv.k1(classes()).withBias()));
    }
  }

  /** All values are random, so that none is 0 or 1. */
  private static final class Drawn implements Weights {
    @Override
    public float[] values(Parameter parameter) {
      Random random = new Random(parameter.name().hashCode());
      float[] values = new float[parameter.elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = 0.5f + random.nextFloat();
      }
      return values;
    }

    @Override
    public boolean has(String name) {
      return true;
    }
  }

  /** One update of a value by a published formula. */
  private interface Formula {
    double next(double value, double gradient, double rate, double decay);
  }

  /** d = g + decay·w; b = momentum·b + d, at first d; w −= rate·b (Sutskever et al., ICML 2013). */
  private static final class Sgd implements Formula {
    private double velocity;

    @Override
    public double next(double value, double gradient, double rate, double decay) {
      velocity = MOMENTUM * velocity + gradient + decay * value;
      return value - rate * velocity;
    }
  }

  /** Loshchilov and Hutter (ICLR 2019), algorithm 2, with β 0.9 and 0.999 and ε 1e-8. */
  private static final class AdamW implements Formula {
    private double mean;
    private double square;
    private int step;

    @Override
    public double next(double value, double gradient, double rate, double decay) {
      step++;
      mean = 0.9 * mean + 0.1 * gradient;
      square = 0.999 * square + 0.001 * gradient * gradient;
      double unbiased = mean / (1 - Math.pow(0.9, step));
      double deviation = Math.sqrt(square / (1 - Math.pow(0.999, step)));
      return value - rate * (decay * value + unbiased / (deviation + 1e-8));
    }
  }

  private static Formula formula(OptimizerRecipe.Method method) {
    return switch (method) {
      case SGD -> new Sgd();
      case ADAMW -> new AdamW();
    };
  }

  private static OptimizerRecipe recipe(OptimizerRecipe.Method method) {
    return new OptimizerRecipe(method, 1, DECAY, MOMENTUM);
  }

  /** Σ w²/2 + w/4 over all learned weights: its gradient is w + 1/4. */
  private static Tensor loss(TorchParameters weights) {
    Tensor loss = Tensor.create(0f);
    for (boolean decaying : new boolean[] {true, false}) {
      for (Tensor w : weights.learned(decaying)) {
        loss = loss.add(w.mul(w).sum().mul(new Scalar(0.5)));
        loss = loss.add(w.sum().mul(new Scalar(0.25)));
      }
    }
    return loss;
  }

  private static void step(Optimization optimization, TorchParameters weights, double rate) {
    TorchScope.run(() -> optimization.step(loss(weights), rate));
  }

  private static Map<String, float[]> values(TorchParameters weights) {
    Map<String, float[]> values = new HashMap<>();
    for (Parameter p : weights.parameters()) {
      values.put(p.name(), weights.values(p));
    }
    return values;
  }

  private static TorchParameters weights() {
    return TorchParameters.of(NETWORK, new Drawn(), new Device("cpu"));
  }

  private static void assertFollows(OptimizerRecipe.Method method, int steps) {
    try (TorchParameters weights = weights();
        Optimization optimization = new Optimization(recipe(method), weights)) {
      // Given
      Map<String, float[]> before = values(weights);

      // When
      for (int i = 0; i < steps; i++) {
        step(optimization, weights, RATES[i]);
      }

      // Then: kernels decay; biases and normalization do not; statistics do not change
      for (Parameter p : weights.parameters()) {
        float[] after = weights.values(p);
        double decay = List.of("first.w", "score.w").contains(p.name()) ? DECAY : 0;
        for (int k = 0; k < after.length; k++) {
          double expected = before.get(p.name())[k];
          Formula formula = formula(method);
          for (int i = 0; i < steps && p.role().learned(); i++) {
            expected = formula.next(expected, expected + 0.25, RATES[i], decay);
          }
          assertThat((double) after[k]).as(p.name()).isCloseTo(expected, within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void ofSgdFollowsItsFormula(int steps) {
    assertFollows(OptimizerRecipe.Method.SGD, steps);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void ofAdamWFollowsItsFormula(int steps) {
    assertFollows(OptimizerRecipe.Method.ADAMW, steps);
  }

  @Test
  void decaysOnlyKernels() {
    try (TorchParameters weights = weights();
        TorchParameters undecayed = weights();
        Optimization decaying = new Optimization(recipe(OptimizerRecipe.Method.SGD), weights);
        Optimization not =
            new Optimization(
                new OptimizerRecipe(OptimizerRecipe.Method.SGD, 1, 0, MOMENTUM), undecayed)) {
      // When
      step(decaying, weights, 0.1);
      step(not, undecayed, 0.1);

      // Then
      for (Parameter p : weights.parameters()) {
        boolean same = Arrays.equals(weights.values(p), undecayed.values(p));
        assertThat(same).as(p.name()).isEqualTo(p.role() != Parameter.Role.KERNEL);
      }
    }
  }
}
