package dev.weir.zoo.cost;

import dev.weir.zoo.Shape;

/**
 * The cost of one layer for one image.
 *
 * @param name of the layer, or empty for an operation without weights
 * @param operation such as {@code conv k3 s2 d1}
 * @param output its feature map
 * @param parameters learned values
 * @param multiplyAccumulates c'·c·k²·h·w / s² for a convolution (ICNet, section 3.1); 0 for
 *     operations that papers do not count
 */
public record LayerCost(
    String name, String operation, Shape output, long parameters, long multiplyAccumulates) {

  /** Values that the layer writes. */
  public long activations() {
    return output.elements();
  }
}
