package dev.weir.zoo.networks;

import dev.weir.zoo.Network;
import dev.weir.zoo.Ops;
import dev.weir.zoo.Paper;
import dev.weir.zoo.Scores;
import dev.weir.zoo.blocks.PrefixedOps;
import java.util.List;

/**
 * EDeconvNet: the mean of the score maps of {@link DeconvNet}, which finds fine shapes, and FCN-8s,
 * which sees the whole picture. Both are in one network, with weights under {@code deconvnet.} and
 * {@code fcn8s.}. Scores at full size.
 *
 * @param classes 1 to 256
 * @param width of both; 1 is the published network
 */
public record EDeconvNet(int classes, double width) implements Network {
  static final String NAME = "edeconvnet";

  public EDeconvNet {
    Networks.check(NAME, classes, width);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Paper paper() {
    return new DeconvNet(classes, width).paper();
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    T deconv = member(new DeconvNet(classes, width), ops, image);
    T fcn = member(new Fcn(classes, width, 8), ops, image);
    return Scores.of(ops.mean(List.of(deconv, ops.resizeLike(fcn, deconv))));
  }

  private static <T> T member(Network network, Ops<T> ops, T image) {
    return network.scores(new PrefixedOps<>(network.name() + ".", ops), image).main();
  }
}
