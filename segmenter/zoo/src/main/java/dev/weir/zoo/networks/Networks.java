package dev.weir.zoo.networks;

import dev.weir.zoo.Network;
import dev.weir.zoo.WidthMultiplier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The networks by name. */
public final class Networks {
  private static final int MAX_CLASSES = 256;

  /** Makes a network for a number of classes and a width. */
  private interface Maker {
    Network of(int classes, double width);
  }

  private static final Map<String, Maker> MAKERS = new TreeMap<>();

  static {
    for (Maker maker :
        List.<Maker>of(
            Icnet::new,
            Unet::new,
            Segnet::new,
            DeconvNet::new,
            EDeconvNet::new,
            PspNet::new,
            (c, w) -> new Fcn(c, w, 32),
            (c, w) -> new Fcn(c, w, 16),
            (c, w) -> new Fcn(c, w, 8),
            (c, w) -> new DeepLabV3(c, w, 50, DeepLabV3.Form.ASPP),
            (c, w) -> new DeepLabV3(c, w, 101, DeepLabV3.Form.ASPP),
            (c, w) -> new DeepLabV3(c, w, 50, DeepLabV3.Form.CASCADE),
            (c, w) -> new DeepLabV3(c, w, 101, DeepLabV3.Form.CASCADE),
            (c, w) -> new DeepLabV3Plus(c, w, DeepLabV3Plus.Backbone.XCEPTION_65),
            (c, w) -> new DeepLabV3Plus(c, w, DeepLabV3Plus.Backbone.RESNET_50),
            (c, w) -> new DenseAspp(c, w, 121),
            (c, w) -> new DenseAspp(c, w, 161),
            (c, w) -> new RefineNet(c, w, 50),
            (c, w) -> new RefineNet(c, w, 101))) {
      MAKERS.put(maker.of(1, 1).name(), maker);
    }
  }

  private Networks() {}

  /** All names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(MAKERS.keySet());
  }

  /**
   * A network by its name, in any case.
   *
   * @param classes 1 to 256
   * @param width channels as a multiple of the published ones, see {@link WidthMultiplier}
   * @throws IllegalArgumentException if there is no network of that name, or classes or width are
   *     out of range
   */
  public static Network of(String name, int classes, double width) {
    Maker maker = MAKERS.get(name.toLowerCase(Locale.ROOT));
    if (maker == null) {
      throw new IllegalArgumentException(
          "network '%s': expected one of %s".formatted(name, String.join(", ", names())));
    }
    return maker.of(classes, width);
  }

  /** Checks that apply to every network. */
  static void check(String network, int classes, double width) {
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "%s: %d classes: expected 1 to %d".formatted(network, classes, MAX_CLASSES));
    }
    WidthMultiplier.check(width);
  }

  /** Checks that a depth is one of two. */
  static void checkDepth(String network, int depth, int one, int other) {
    if (depth != one && depth != other) {
      throw new IllegalArgumentException(
          "%s: depth %d: expected %d or %d".formatted(network, depth, one, other));
    }
  }
}
