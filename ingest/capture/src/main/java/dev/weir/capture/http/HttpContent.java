package dev.weir.capture.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kind of content of an HTTP response. */
public enum HttpContent {
  /** JPEGs in the parts of a {@code multipart/x-mixed-replace} response. */
  MULTIPART,
  /** One picture per request. */
  PICTURE,
  /** An HLS playlist. */
  PLAYLIST,
  /** JPEGs one after the other, without parts. */
  JPEG_SEQUENCE,
  /** A video that FFmpeg has to detect. */
  VIDEO;

  private static final short JPEG_START = (short) 0xFFD8;
  private static final short PNG_START = (short) 0x8950;
  private static final String PLAYLIST_START = "#EXTM3U";

  /**
   * Determines the content of a response. The type decides if it is specific, otherwise the first
   * bytes: many cameras send no type or a wrong one.
   *
   * @param deadline for the first bytes, by {@link System#nanoTime()}
   * @throws IOException if the first bytes do not arrive
   */
  public static HttpContent of(HttpStream stream, long deadline) throws IOException {
    String whole = stream.contentType().toLowerCase(Locale.ROOT);
    String type = whole.replaceFirst("\\s*;.*", "").strip();
    if (type.equals("multipart/x-mixed-replace")) {
      return MULTIPART;
    }
    if (type.startsWith("image/")) {
      return PICTURE;
    }
    if (type.startsWith("video/") && whole.matches(".*(mjpe?g|motion-?jpe?g).*")) {
      return JPEG_SEQUENCE;
    }
    ByteBuffer head = stream.head(deadline);
    boolean unspecific =
        type.isEmpty() || type.equals("application/octet-stream") || type.equals("text/plain");
    if (unspecific && stream.length() > 0 && isPicture(head)) {
      return PICTURE;
    }
    String text = StandardCharsets.UTF_8.decode(head).toString();
    return text.startsWith(PLAYLIST_START) ? PLAYLIST : VIDEO;
  }

  private static boolean isPicture(ByteBuffer head) {
    short start = head.remaining() < 2 ? 0 : head.getShort(head.position());
    return start == JPEG_START || start == PNG_START;
  }
}
