package dev.weir.mask;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a mask's bytes hold its classes. Both are lossless. */
public enum MaskEncoding {
  /** An 8-bit palette PNG: value = class, palette = class colours. Opens in any viewer. */
  PNG("image/png", "png"),
  /**
   * Bare bytes, {@code width * height}, one class each; for the fastest lane, with Kafka's zstd.
   */
  RAW("application/vnd.weir.classes8", "raw");

  private final String mediaType;
  private final String fileExtension;

  MaskEncoding(String mediaType, String fileExtension) {
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
  public static MaskEncoding ofMediaType(String mediaType) {
    for (MaskEncoding e : values()) {
      if (e.mediaType.equals(mediaType)) {
        return e;
      }
    }
    throw new IllegalArgumentException(
        "content-type '%s': expected one of %s"
            .formatted(
                mediaType,
                Arrays.stream(values())
                    .map(MaskEncoding::mediaType)
                    .collect(Collectors.joining(", "))));
  }
}
