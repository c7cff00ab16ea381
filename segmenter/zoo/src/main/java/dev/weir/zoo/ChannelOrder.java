package dev.weir.zoo;

/** The order in which a network wants the channels of a picture. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB,
  /** Blue, green, red, as OpenCV reads pictures. */
  BGR
}
