package dev.weir.frame;

/** The format of a frame's bytes. */
public enum FrameEncoding implements MediaEncoding {
  /** A baseline or progressive JPEG file. */
  JPEG("image/jpeg"),
  /** A PNG file. */
  PNG("image/png");

  private final String mediaType;

  FrameEncoding(String mediaType) {
    this.mediaType = mediaType;
  }

  @Override
  public String mediaType() {
    return mediaType;
  }
}
