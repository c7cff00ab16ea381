package dev.weir.mask;

import dev.weir.frame.MediaTypes;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a mask stores its classes. Both encodings are lossless. */
public enum MaskEncoding {
  /**
   * An 8-bit palette PNG: pixel values are classes, the palette holds the class colors. Any image
   * viewer opens it.
   */
  PNG("image/png", "png"),
  /**
   * Raw bytes, {@code width * height}, one class per byte. Fastest to encode; compress it with
   * Kafka's zstd.
   */
  RAW("application/vnd.weir.classes8", "raw");

  private final String mediaType;
  private final String fileExtension;

  MaskEncoding(String mediaType, String fileExtension) {
    this.mediaType = mediaType;
    this.fileExtension = fileExtension;
  }

  /** Returns the value of the {@code content-type} header. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns the file extension, without the dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /**
   * Returns the encoding of a media type. Parameters and case are ignored.
   *
   * @throws IllegalArgumentException if the media type is unknown
   */
  public static MaskEncoding ofMediaType(String mediaType) {
    for (MaskEncoding e : values()) {
      if (MediaTypes.matches(mediaType, e.mediaType)) {
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
