package dev.weir.mask;

import dev.weir.frame.MediaEncoding;

/** How a mask stores its classes. Both encodings are lossless. */
public enum MaskEncoding implements MediaEncoding {
  /**
   * An 8-bit palette PNG: pixel values are classes, the palette holds the class colors. Any image
   * viewer opens it.
   */
  PNG("image/png"),
  /**
   * Raw bytes, {@code width * height}, one class per byte. Fastest to encode; compress it with
   * Kafka's zstd.
   */
  RAW("application/vnd.weir.classes8");

  private final String mediaType;

  MaskEncoding(String mediaType) {
    this.mediaType = mediaType;
  }

  @Override
  public String mediaType() {
    return mediaType;
  }
}
