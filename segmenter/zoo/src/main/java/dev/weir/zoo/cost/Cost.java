package dev.weir.zoo.cost;

import java.util.List;

/**
 * What a network costs for one image.
 *
 * @param layers in the order in which they are computed
 */
public record Cost(List<LayerCost> layers) {
  public Cost {
    layers = List.copyOf(layers);
  }

  /** Learned values of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(LayerCost::parameters).sum();
  }

  /** Multiply-accumulates of all convolutions. */
  public long multiplyAccumulates() {
    return layers.stream().mapToLong(LayerCost::multiplyAccumulates).sum();
  }
}
