package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.Aspp;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.ResNet;
import dev.weir.zoo.blocks.Xception65;
import java.util.List;

/**
 * DeepLabV3+: atrous spatial pyramid pooling at 1/16, upsampled to 1/4, joins features at 1/4 that
 * a k1 has reduced to 48 channels, so that they do not dominate. ASPP and decoder are depthwise
 * separable. Scores at 1/4.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 * @param backbone the network before ASPP
 */
public record DeepLabV3Plus(int classes, double width, Backbone backbone) implements Network {
  /** The network before ASPP. */
  public enum Backbone {
    /** The modified aligned Xception-65. */
    XCEPTION_65("xception65"),
    /** ResNet-50 with a dilated last stage, multi-grid (1, 2, 4). */
    RESNET_50("50");

    private final String suffix;

    Backbone(String suffix) {
      this.suffix = suffix;
    }
  }

  public DeepLabV3Plus {
    Networks.check("deeplabv3plus", classes, width);
  }

  @Override
  public String name() {
    return "deeplabv3plus-" + backbone.suffix;
  }

  @Override
  public Paper paper() {
    return new Paper(
        "Encoder-Decoder with Atrous Separable Convolution for Semantic Image Segmentation",
        "Chen, Zhu, Papandreou, Schroff, Adam",
        "ECCV",
        2018);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    T quarter;
    T end;
    if (backbone == Backbone.XCEPTION_65) {
      Xception65.Features<T> features = Xception65.of(layers, image);
      quarter = features.quarter();
      end = features.end();
    } else {
      T stem = ResNet.stem(layers, image);
      ResNet.Stages<T> stages = ResNet.stages(layers, stem, 50, 16, List.of(1, 2, 4));
      quarter = stages.conv2();
      end = stages.conv5();
    }
    T encoded = ops.resizeLike(Aspp.separable(layers, end, 6, 12, 18), quarter);
    T low = layers.convBnRelu("low", quarter, Conv.k1(48));
    T x = ops.concat(List.of(encoded, low));
    x = ops.relu(layers.separable("decoder_1", x, Conv.k3(256)));
    x = ops.relu(layers.separable("decoder_2", x, Conv.k3(256)));
    return Scores.of(layers.classifier("score", x, classes));
  }
}
