package dev.weir.zoo.model;

/** The channels of a picture in the order that a network expects. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB(3),
  /** Blue, green, red, as OpenCV reads pictures. */
  BGR(3),
  /** One channel of brightness: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601). */
  GRAY(1);

  private final int channels;

  ChannelOrder(int channels) {
    this.channels = channels;
  }

  /** Returns the number of channels. */
  public int channels() {
    return channels;
  }
}
