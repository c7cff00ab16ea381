package dev.weir.frame;

/** Compares media types as RFC 9110 defines it: without parameters, and regardless of case. */
public final class MediaTypes {
  private MediaTypes() {}

  /**
   * Returns whether a {@code content-type} header names a media type, for example whether {@code
   * IMAGE/JPEG; q=1} names {@code image/jpeg}.
   *
   * @param header the value of the header
   * @param mediaType type and subtype, without parameters
   */
  public static boolean matches(String header, String mediaType) {
    int parameters = header.indexOf(';');
    String named = parameters < 0 ? header : header.substring(0, parameters);
    return named.strip().equalsIgnoreCase(mediaType);
  }
}
