package dev.weir.zoo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Scores;
import dev.weir.zoo.Shape;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.cost.LayerCost;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Weights;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every network of the zoo, whatever its layers. */
abstract class NetworkCompatibilityKit {
  /**
   * Published facts about a network.
   *
   * @param classes that the number of parameters is for
   * @param parameters in millions, without guidance heads
   * @param source of that number
   * @param stride of its scores
   * @param divisor images are resized so that their sides are multiples of it; 1 for any size
   * @param smallest side that images are resized to
   */
  record Published(
      int classes, double parameters, String source, int stride, int divisor, int smallest) {
    private int scored(int side) {
      int working = Shape.ceilDiv(Math.max(side, smallest), divisor) * divisor;
      return Shape.ceilDiv(working, stride);
    }
  }

  private static final double NARROW = 0.1;
  private static final InputSize ODD = new InputSize(97, 65);

  private final String name;
  private final Published published;

  NetworkCompatibilityKit(String name, Published published) {
    this.name = name;
    this.published = published;
  }

  /** The network's name. */
  final String name() {
    return name;
  }

  private Network network(double width) {
    return Networks.of(name, published.classes(), width);
  }

  /** Layers of guidance heads, which exist in training only. */
  boolean isGuidance(String layer) {
    return false;
  }

  @Test
  void isKnownByItsNameAndPaper() {
    Network network = network(1);
    assertThat(network.name()).isEqualTo(name).matches("[a-z][a-z0-9-]*");
    assertThat(network).isEqualTo(network(1)).isNotEqualTo(network(2));
    assertThat(network.classes()).isEqualTo(published.classes());
    assertThat(network.width()).isEqualTo(1);
    assertThat(network.paper().title()).isNotBlank();
    assertThat(network.paper().authors()).isNotBlank();
    assertThat(network.paper().venue()).isNotBlank();
    assertThat(network.paper().year()).isBetween(2015, 2018);
  }

  @Test
  void hasThePublishedNumberOfParameters() {
    // When
    long parameters =
        CostOps.of(network(1), 512, 512).layers().stream()
            .filter(layer -> !isGuidance(layer.name()))
            .mapToLong(LayerCost::parameters)
            .sum();

    // Then
    assertThat(parameters / 1e6)
        .as("%s: millions of parameters by %s", name, published.source())
        .isCloseTo(published.parameters(), withinPercentage(1));
  }

  @ParameterizedTest
  @CsvSource({"64,64", "65,97", "127,64", "131,257", "360,480", "479,641", "720,960"})
  void scoresAnySizeAtItsStride(int height, int width) {
    // When
    Shape scores = network(1).scores(new CostOps(), new Shape(3, height, width)).main();

    // Then
    assertThat(scores)
        .isEqualTo(
            new Shape(published.classes(), published.scored(height), published.scored(width)));
  }

  @Test
  void guidesWithScoresOfItsClasses() {
    for (Scores.Guidance<Shape> guidance :
        network(1).scores(new CostOps(), new Shape(3, 360, 480)).guidance()) {
      assertThat(guidance.scores().channels()).isEqualTo(published.classes());
      assertThat(guidance.weight()).isBetween(0.01, 1.0);
    }
  }

  @Test
  void costsWhatTheFormulaSays() {
    // Given O(Φ) ≈ c'·c·k²·h·w / s² (ICNet, section 3.1), computed from the layers' inputs
    CostOps counting = new CostOps();
    double[] formula = {0};
    @SuppressWarnings("unchecked")
    Ops<Shape> watched =
        (Ops<Shape>)
            Proxy.newProxyInstance(
                Ops.class.getClassLoader(),
                new Class<?>[] {Ops.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("conv")) {
                    formula[0] += cost((Shape) arguments[1], (Conv) arguments[2]);
                  } else if (method.getName().equals("deconv")) {
                    formula[0] += cost((Shape) arguments[1], (Deconv) arguments[2]);
                  }
                  return method.invoke(counting, arguments);
                });
    network(1).scores(watched, new Shape(3, 512, 1024));

    // When
    long counted = CostOps.of(network(1), 512, 1024).multiplyAccumulates();

    // Then
    assertThat((double) counted).isCloseTo(formula[0], withinPercentage(0.1));
  }

  private static double cost(Shape x, Conv conv) {
    Shape map = conv.padded() ? x : conv.output(x);
    double perPixel = (double) conv.out() * x.channels() / conv.groups() * square(conv.kernel());
    return perPixel * map.height() * map.width() / square(conv.stride());
  }

  private static double cost(Shape x, Deconv deconv) {
    return (double) deconv.out() * x.elements() * square(deconv.kernel());
  }

  private static double square(int x) {
    return (double) x * x;
  }

  @Test
  void widthScalesItsChannelsAndNeverItsClasses() {
    // When
    long full = CostOps.of(network(1), 256, 256).parameters();
    long quarter = CostOps.of(network(0.25), 256, 256).parameters();

    // Then the weights between channels shrink by the square
    assertThat((double) full / quarter).isBetween(12.0, 17.0);
    assertThat(network(0.25).scores(new CostOps(), new Shape(3, 64, 64)).main().channels())
        .isEqualTo(published.classes());
  }

  @Test
  void asksForTheWeightsThatItCounts() {
    // Given
    Map<String, Parameter> asked = new HashMap<>();
    Weights random = new RandomWeights(5);
    Weights spy =
        new Weights() {
          @Override
          public float[] values(Parameter parameter) {
            assertThat(asked.put(parameter.name(), parameter)).as(parameter.name()).isNull();
            return random.values(parameter);
          }

          @Override
          public boolean has(String name) {
            return random.has(name);
          }
        };

    // When
    byte[] model = NetworkModel.of(network(NARROW), spy, ODD, Unpooling.OPERATOR).toBytes();

    // Then
    long learned =
        asked.values().stream()
            .filter(p -> p.role().learned())
            .mapToLong(Parameter::elements)
            .sum();
    assertThat(learned)
        .isEqualTo(CostOps.of(network(NARROW), ODD.height(), ODD.width()).parameters());
    assertThat(model.length)
        .isGreaterThan((int) learned); // at least half precision, without guidance
  }

  @Test
  void theSameWeightsGiveTheSameFile() {
    for (Unpooling unpooling : Unpooling.values()) {
      byte[] once =
          NetworkModel.of(network(NARROW), new RandomWeights(5), ODD, unpooling).toBytes();
      byte[] again =
          NetworkModel.of(network(NARROW), new RandomWeights(5), ODD, unpooling).toBytes();
      byte[] other =
          NetworkModel.of(network(NARROW), new RandomWeights(6), ODD, unpooling).toBytes();
      assertThat(once).isEqualTo(again).isNotEqualTo(other);
    }
  }

  @Test
  void refusesClassesAndWidthsThatAreNone() {
    assertThatThrownBy(() -> Networks.of(name, 0, 1))
        .hasMessageContaining("0 classes: expected 1 to 256");
    assertThatThrownBy(() -> Networks.of(name, 257, 1)).hasMessageContaining("257 classes");
    assertThatThrownBy(() -> Networks.of(name, 11, 0)).hasMessageContaining("width 0: expected");
    assertThatThrownBy(() -> Networks.of(name, 11, Double.NaN))
        .hasMessageContaining("width NaN: expected");
  }
}
