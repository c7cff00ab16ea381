package dev.weir.zoo;

/** A segmentation network, written once against {@link Ops}. Immutable. */
public interface Network {
  /** Its name in the {@code Networks registry}, lower case. */
  String name();

  /** Where it was published. */
  Paper paper();

  /** Number of classes. */
  int classes();

  /**
   * Channels as a multiple of the published ones, see {@link WidthMultiplier}; 1 is the published
   * one.
   */
  double width();

  /**
   * Reads the network.
   *
   * @param image [N, 3, H, W], red, green, blue, normalized; any H and W from 32
   */
  <T> Scores<T> scores(Ops<T> ops, T image);
}
