package dev.weir.training.prune;

import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Shape;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.weights.Weights;
import dev.weir.zoo.weights.WeightsException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Weights of a narrow network, cut from a wide one: each layer keeps the kernels with the largest
 * L1 norm (Li et al., ICLR 2017, arXiv 1608.08710; ICNet compresses PSPNet50 by half this way, Zhao
 * et al. 2018, section 3.4). Layers whose outputs are added keep the same channels, by the sum of
 * their norms. The network must be trained further, because pruning costs much of its accuracy.
 * Immutable.
 */
public final class PrunedWeights implements Weights {
  private final Weights wide;
  private final Map<String, Parameter> wideParameters;
  private final Map<String, PruningOps.Layer> layers;

  private PrunedWeights(
      Weights wide, Map<String, Parameter> wideParameters, Map<String, PruningOps.Layer> layers) {
    this.wide = wide;
    this.wideParameters = wideParameters;
    this.layers = Map.copyOf(layers);
  }

  /**
   * Chooses the channels to keep.
   *
   * @param network the wide one
   * @param weights all of its weights
   * @param narrow the same network with fewer channels
   * @throws WeightsException if the two are not the same network, or a weight is missing
   */
  public static PrunedWeights of(Network network, Weights weights, Network narrow) {
    Map<String, Parameter> wideParameters = byName(network);
    Map<String, Parameter> narrowParameters = byName(narrow);
    if (!wideParameters.keySet().equals(narrowParameters.keySet())) {
      throw new WeightsException(
          "%s of width %s cannot be pruned to %s of width %s: expected one network in two widths"
              .formatted(network.name(), network.width(), narrow.name(), narrow.width()));
    }
    PruningOps ops = new PruningOps(weights);
    network.scores(ops, Channels.fresh(new Shape(3, 128, 128)));
    ops.layers()
        .forEach(
            (name, layer) -> {
              Parameter kernel = narrowParameters.get(name + ".w");
              if (kernel != null && !layer.depthwise()) {
                layer.output().groups().get(0).keep(kernel.shape().get(layer.transposed() ? 1 : 0));
              }
            });
    return new PrunedWeights(weights, wideParameters, ops.layers());
  }

  private static Map<String, Parameter> byName(Network network) {
    return CostOps.parametersOf(network).stream()
        .collect(Collectors.toMap(Parameter::name, Function.identity()));
  }

  @Override
  public float[] values(Parameter parameter) {
    Parameter whole = wideParameters.get(parameter.name());
    PruningOps.Layer layer = layers.get(parameter.name().replaceFirst("\\.[^.]+$", ""));
    if (whole == null || layer == null) {
      throw new WeightsException(
          "no weight '%s' in the network that was pruned".formatted(parameter.name()));
    }
    float[] all = wide.values(whole);
    int[] out = layer.output().kept();
    float[] values;
    if (parameter.role() != Parameter.Role.KERNEL) {
      values = rows(all, out, 1);
    } else if (layer.depthwise()) {
      values = rows(all, out, patch(whole));
    } else {
      int[] in = layer.input().kept();
      int[] first = layer.transposed() ? in : out;
      int[] second = layer.transposed() ? out : in;
      values = block(all, first, second, whole.shape().get(1), patch(whole));
    }
    if (values.length != parameter.elements()) {
      throw new WeightsException(
          "'%s' is cut to %d values, the narrow network expects %s"
              .formatted(parameter.name(), values.length, parameter.shape()));
    }
    return values;
  }

  private static int patch(Parameter kernel) {
    return kernel.shape().get(2) * kernel.shape().get(3);
  }

  private static float[] rows(float[] all, int[] kept, int length) {
    float[] values = new float[kept.length * length];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(all, kept[i] * length, values, i * length, length);
    }
    return values;
  }

  private static float[] block(float[] all, int[] first, int[] second, int stride, int patch) {
    float[] values = new float[first.length * second.length * patch];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        System.arraycopy(
            all,
            (first[i] * stride + second[j]) * patch,
            values,
            (i * second.length + j) * patch,
            patch);
      }
    }
    return values;
  }

  @Override
  public boolean has(String name) {
    return wideParameters.containsKey(name);
  }
}
