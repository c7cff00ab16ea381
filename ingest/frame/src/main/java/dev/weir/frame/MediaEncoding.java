package dev.weir.frame;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A format of a record's value. The record names it by its media type. */
public interface MediaEncoding {
  /** Returns the value of the {@code content-type} header. */
  String mediaType();

  /**
   * Returns the encoding with a media type. Case and parameters are ignored.
   *
   * @param encodings the encodings that the record may have
   * @throws MalformedMessageException if none of them has it; the message names those that do exist
   */
  static <E extends Enum<E> & MediaEncoding> E of(Class<E> encodings, String mediaType) {
    E[] known = encodings.getEnumConstants();
    return Arrays.stream(known)
        .filter(e -> MediaTypes.matches(mediaType, e.mediaType()))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedMessageException(
                    "content-type '%s': expected one of %s"
                        .formatted(
                            mediaType,
                            Arrays.stream(known)
                                .map(MediaEncoding::mediaType)
                                .collect(Collectors.joining(", ")))));
  }
}
