package dev.weir.capture.mjpeg;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JPEGs of a {@code multipart/x-mixed-replace} response. Lenient, because cameras are
 * careless: any line that starts with two dashes is a boundary, and a length may be missing. Not
 * thread-safe.
 */
final class MultipartReader {
  /** Supplies received bytes, at least one, or null at the end. */
  @FunctionalInterface
  interface Bytes {
    @Nullable ByteBuffer read() throws IOException;
  }

  static final int MAX_PART = 16 << 20;
  private static final int MAX_LINE = 8192;

  private final Bytes source;
  private boolean begun;

  MultipartReader(Bytes source) {
    this.source = source;
  }

  /**
   * Returns the next part that is a JPEG, or null at the end.
   *
   * @throws EOFException if the stream ends within a part
   * @throws IOException if a part is larger than 16 MiB or the source breaks
   */
  byte @Nullable [] next() throws IOException {
    while (delimiter()) {
      int length = headers();
      byte[] part = length >= 0 ? counted(length) : scanned();
      if (part.length >= 4 && (part[0] & 0xFF) == 0xFF && (part[1] & 0xFF) == 0xD8) {
        return part;
      }
    }
    return null;
  }

  /** Skips to the line after the next boundary. Returns false if there is none. */
  private boolean delimiter() throws IOException {
    while (true) {
      if (source.read() == null) {
        return false;
      }
      String line;
      try {
        line = line();
      } catch (EOFException e) {
        return false; // an epilogue without a line break
      }
      if (line.startsWith("--")) {
        // "--boundary--" ends the stream. A lone "--" is a boundary without a name.
        boolean ends = begun && line.length() > 4 && line.endsWith("--");
        begun = true;
        return !ends;
      }
    }
  }

  /** Skips a part's headers. Returns its Content-Length, or -1. */
  private int headers() throws IOException {
    int length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = length(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    return length;
  }

  private static int length(String text) throws IOException {
    try {
      long length = Long.parseLong(text);
      if (length >= 0 && length <= MAX_PART) {
        return (int) length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("a part's Content-Length is '" + text + "', expected a number", e);
    }
    throw new IOException(
        "a part's Content-Length is %s, expected at most %d".formatted(text, MAX_PART));
  }

  private byte[] counted(int length) throws IOException {
    // Grows as bytes arrive, so a false length costs no memory.
    ByteArrayOutputStream part = new ByteArrayOutputStream(Math.min(length, 1 << 16));
    while (part.size() < length) {
      ByteBuffer bytes = some();
      byte[] piece = new byte[Math.min(bytes.remaining(), length - part.size())];
      bytes.get(piece);
      part.writeBytes(piece);
    }
    return part.toByteArray();
  }

  /**
   * Reads a part without a length up to the end of its JPEG. Returns no bytes if it is not a JPEG.
   */
  private byte[] scanned() throws IOException {
    ByteArrayOutputStream part = new ByteArrayOutputStream(1 << 16);
    JpegEndFinder end = new JpegEndFinder();
    while (part.size() < MAX_PART) {
      byte next = some().get();
      part.write(next);
      if (part.size() == 1 && (next & 0xFF) != 0xFF) {
        return new byte[0];
      }
      if (end.take(next)) {
        return part.toByteArray();
      }
    }
    throw new IOException("a part has no end within %d bytes".formatted(MAX_PART));
  }

  /** Reads a line without its line break. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (line.size() < MAX_LINE) {
      byte next = some().get();
      if (next == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1); // not a header: it belongs to a skipped part
  }

  private ByteBuffer some() throws IOException {
    ByteBuffer bytes = source.read();
    if (bytes == null) {
      throw new EOFException("ended in the middle of a picture");
    }
    return bytes;
  }
}
