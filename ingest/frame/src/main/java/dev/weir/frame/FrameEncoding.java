package dev.weir.frame;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a frame's bytes hold its picture. */
public enum FrameEncoding {
  /** A baseline or progressive JPEG file. */
  JPEG("image/jpeg", "jpg"),
  /** A PNG file. */
  PNG("image/png", "png"),
  /** Bare pixels: {@code width * height * 3} bytes, rows top-down, blue, green, red. */
  BGR("application/vnd.weir.bgr24", "bgr");

  private final String mediaType;
  private final String fileExtension;

  FrameEncoding(String mediaType, String fileExtension) {
    this.mediaType = mediaType;
    this.fileExtension = fileExtension;
  }

  /** The {@code content-type} header's value. */
  public String mediaType() {
    return mediaType;
  }

  /** Without the dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /**
   * The encoding of a media type.
   *
   * @throws IllegalArgumentException if Weir knows none by that name
   */
  public static FrameEncoding ofMediaType(String mediaType) {
    for (FrameEncoding e : values()) {
      if (e.mediaType.equals(mediaType)) {
        return e;
      }
    }
    throw new IllegalArgumentException(
        "content-type '%s': expected one of %s"
            .formatted(
                mediaType,
                Arrays.stream(values())
                    .map(FrameEncoding::mediaType)
                    .collect(Collectors.joining(", "))));
  }
}
