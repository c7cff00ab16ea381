package dev.weir.frame;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The format of a frame's bytes. */
public enum FrameEncoding {
  /** A baseline or progressive JPEG file. */
  JPEG("image/jpeg", "jpg"),
  /** A PNG file. */
  PNG("image/png", "png"),
  /** Raw pixels: {@code width * height * 3} bytes, rows top-down, each pixel blue, green, red. */
  BGR("application/vnd.weir.bgr24", "bgr");

  private final String mediaType;
  private final String fileExtension;

  FrameEncoding(String mediaType, String fileExtension) {
    this.mediaType = mediaType;
    this.fileExtension = fileExtension;
  }

  /** The value of the {@code content-type} header. */
  public String mediaType() {
    return mediaType;
  }

  /** The file extension without the dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /**
   * Returns the encoding of a media type. Parameters and case are ignored.
   *
   * @throws IllegalArgumentException if Weir does not support the media type
   */
  public static FrameEncoding ofMediaType(String mediaType) {
    for (FrameEncoding e : values()) {
      if (MediaTypes.matches(mediaType, e.mediaType)) {
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
