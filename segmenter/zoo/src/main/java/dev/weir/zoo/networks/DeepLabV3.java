package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.Aspp;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.ResNet;
import java.util.List;

/**
 * DeepLabV3: ResNet dilated to 1/16. Either atrous spatial pyramid pooling after conv5 with
 * multi-grid (1, 2, 4); or a cascade: copies of conv5 as blocks 5 to 7 at doubling rates with
 * multi-grid (1, 2, 1), the paper's best for that form (its table 3).
 *
 * <p>There is one k3 256 between ASPP and classifier, as in the implementation with the often
 * quoted 39.6 M parameters for ResNet-50. In the paper the classifier follows at once.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 * @param depth of the ResNet, 50 or 101
 * @param form what follows the ResNet
 */
public record DeepLabV3(int classes, double width, int depth, Form form) implements Network {
  private static final String NAME = "deeplabv3";
  private static final int STRIDE = 16;

  /** What follows the ResNet. */
  public enum Form {
    /** Atrous spatial pyramid pooling: rates in parallel. */
    ASPP,
    /** Blocks 5 to 7: rates one after another. */
    CASCADE
  }

  public DeepLabV3 {
    Networks.check(NAME, classes, width);
    Networks.checkDepth(NAME, depth, 50, 101);
  }

  @Override
  public String name() {
    return NAME + (form == Form.CASCADE ? "-cascade-" : "-") + depth;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "Rethinking Atrous Convolution for Semantic Image Segmentation",
        "Chen, Papandreou, Schroff, Adam",
        "arXiv",
        2017);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    T stem = ResNet.stem(layers, image);
    T x = form == Form.ASPP ? pyramid(layers, stem) : cascade(layers, stem);
    return Scores.of(layers.classifier("score", x, classes));
  }

  private <T> T pyramid(LayerBuilder<T> layers, T stem) {
    T x = ResNet.stages(layers, stem, depth, STRIDE, List.of(1, 2, 4)).conv5();
    x = Aspp.plain(layers, x, 6, 12, 18);
    return layers.convBnRelu("head", x, Conv.k3(256));
  }

  private <T> T cascade(LayerBuilder<T> layers, T stem) {
    List<Integer> grid = List.of(1, 2, 1);
    T x = ResNet.stages(layers, stem, depth, STRIDE, grid).conv5();
    x = ResNet.stage(layers, "block5", x, 512, 1, 4, grid);
    x = ResNet.stage(layers, "block6", x, 512, 1, 8, grid);
    return ResNet.stage(layers, "block7", x, 512, 1, 16, grid);
  }
}
