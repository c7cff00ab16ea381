package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.Shape;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.PyramidPooling;
import dev.weir.zoo.blocks.ResNet;
import java.util.List;

/**
 * ICNet: a cascade of three resolutions of one image. Only the smallest goes through the deep
 * network. Scores at 1/4; guidance at 1/16 and 1/8.
 *
 * <p>If the sides of an image are not multiples of 32, the sizes of its maps are rounded up. A
 * coarse map is upsampled to the size of the fine map that it is fused with.
 *
 * @param classes 1 to 256
 * @param width 1 is the published half-width network, 2 the uncompressed one
 */
public record Icnet(int classes, double width) implements Network {
  static final String NAME = "icnet";

  public Icnet {
    Networks.check(NAME, classes, width);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "ICNet for Real-Time Semantic Segmentation on High-Resolution Images",
        "Zhao, Qi, Shen, Shi, Jia",
        "ECCV",
        2018);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);

    // sub4 and sub2 share a trunk on half of the image; it ends at 1/16.
    Shape full = ops.shape(image);
    Shape half = full.strided(2);
    T t = ops.resize(image, half.height(), half.width());
    t = layers.convBnRelu("conv1_1", t, Conv.k3(32).stride(2));
    t = layers.convBnRelu("conv1_2", t, Conv.k3(32));
    t = layers.convBnRelu("conv1_3", t, Conv.k3(64));
    t = ops.maxPool(t, 3, 2);
    t = ResNet.bottlenecks(layers, "conv2", 1, 3, t, 32, 128, 1);
    T sub2 = ResNet.bottleneck(layers, "conv3_1", t, 64, 256, 2, 1);

    // sub4, the deep branch, at 1/32.
    Shape coarse = ops.shape(sub2).strided(2);
    t = ops.resize(sub2, coarse.height(), coarse.width());
    t = ResNet.bottlenecks(layers, "conv3", 2, 3, t, 64, 256, 1);
    t = ResNet.bottlenecks(layers, "conv4", 1, 6, t, 128, 512, 2);
    t = ResNet.bottlenecks(layers, "conv5", 1, 3, t, 256, 1024, 4);
    t = PyramidPooling.summed(ops, t);
    T sub4 = layers.convBnRelu("conv5_4", t, Conv.k1(256));

    // sub1, the shallow branch, on the full image.
    t = layers.convBnRelu("conv1_sub1", image, Conv.k3(32).stride(2));
    t = layers.convBnRelu("conv2_sub1", t, Conv.k3(32).stride(2));
    T sub1 = layers.convBnRelu("conv3_sub1", t, Conv.k3(64).stride(2));

    // Two fusions, each guided by the classes of its upsampled coarse map.
    sub4 = ops.resizeLike(sub4, sub2);
    T guide16 = layers.classifier("sub4_out", sub4, classes);
    T sub24 = fuse(layers, "conv_sub4", sub4, "sub2_proj", sub2);
    sub24 = ops.resizeLike(sub24, sub1);
    T guide8 = layers.classifier("sub24_out", sub24, classes);
    T fused = fuse(layers, "conv_sub2", sub24, "sub1_proj", sub1);

    // Head, at 1/4.
    Shape quarter = full.strided(4);
    fused = ops.resize(fused, quarter.height(), quarter.width());
    T main = layers.classifier("conv6_cls", fused, classes);
    return new Scores<>(
        main,
        1.0,
        List.of(new Scores.Guidance<>(guide16, 0.16), new Scores.Guidance<>(guide8, 0.4)));
  }

  /**
   * Cascade feature fusion (section 3.3): the coarse map, already upsampled, through k3 d2; the
   * fine map through k1; then their sum.
   */
  private static <T> T fuse(
      LayerBuilder<T> layers, String coarseName, T upsampled, String fineName, T fine) {
    T coarse = layers.convBn(coarseName, upsampled, Conv.k3(128).dilation(2));
    return layers.ops().relu(layers.ops().add(coarse, layers.convBn(fineName, fine, Conv.k1(128))));
  }
}
