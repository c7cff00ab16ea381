package dev.weir.zoo.networks;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.LayerBuilder;
import dev.weir.zoo.blocks.PyramidPooling;
import dev.weir.zoo.blocks.ResNet;
import java.util.List;

/**
 * PSPNet on ResNet-50: dilated to 1/8, pyramid pooling concatenated. Guidance (the paper's
 * auxiliary loss) after conv4.
 *
 * @param classes 1 to 256
 * @param width 1 is the published network
 */
public record PspNet(int classes, double width) implements Network {
  static final String NAME = "pspnet50";

  public PspNet {
    Networks.check(NAME, classes, width);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Paper paper() {
    return new Paper("Pyramid Scene Parsing Network", "Zhao, Shi, Qi, Wang, Jia", "CVPR", 2017);
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    LayerBuilder<T> layers = new LayerBuilder<>(ops, width);
    T stem = ResNet.deepStem(layers, image);
    ResNet.Stages<T> stages = ResNet.stages(layers, stem, 50, 8, ResNet.plain());

    T x = PyramidPooling.concatenated(layers, "pool", stages.conv5(), 512);
    x = layers.convBnRelu("conv5_4", x, Conv.k3(512));
    x = ops.dropout("drop5_4", x, 0.1);
    T main = layers.classifier("conv6", x, classes);

    T aux = layers.convBnRelu("aux", stages.conv4(), Conv.k3(256));
    aux = ops.dropout("aux.drop", aux, 0.1);
    aux = layers.classifier("aux.cls", aux, classes);
    return new Scores<>(main, 1.0, List.of(new Scores.Guidance<>(aux, 0.4)));
  }
}
