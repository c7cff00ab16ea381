package dev.weir.capture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code multipart/x-mixed-replace} answer (RFC 2046, section 5.1). One thread. */
final class MultipartReader {
  private static final int MAX_PART = 16 * 1024 * 1024;
  private static final int MAX_LINE = 4096;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

  private final InputStream in;
  private final byte[] delimiter;
  private final String dashed;
  private @Nullable String pushedLine;

  MultipartReader(InputStream in, String boundary) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    // Some cameras write the dashes into the header already.
    this.dashed = boundary.startsWith("--") ? boundary : "--" + boundary;
    this.delimiter = ("\r\n" + dashed).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The boundary that a content type names. */
  static String boundary(String contentType) throws IOException {
    Matcher m = BOUNDARY.matcher(contentType);
    if (!m.find()) {
      throw new IOException("content type '%s' names no boundary".formatted(contentType));
    }
    return m.group(1).strip();
  }

  /** The next part's body, or null at the end of the answer. */
  byte @Nullable [] next() throws IOException {
    int length = -1;
    boolean inHeaders = false;
    while (true) {
      String line = line();
      if (line == null || line.equals(dashed + "--")) {
        return null;
      }
      if (line.equals(dashed)) {
        inHeaders = true;
      } else if (inHeaders && line.isEmpty()) {
        return length >= 0 ? exactly(length) : untilDelimiter();
      } else if (inHeaders && line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = length(line);
      }
    }
  }

  private static int length(String line) throws IOException {
    try {
      int length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      if (length > 0 && length <= MAX_PART) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("'%s': expected a number".formatted(line), e);
    }
    throw new IOException("'%s': expected 1 to %d bytes".formatted(line, MAX_PART));
  }

  private byte @Nullable [] exactly(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    return body.length == length ? body : null;
  }

  private byte @Nullable [] untilDelimiter() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
    int matched = 0;
    while (body.size() < MAX_PART) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      if (b == delimiter[matched]) {
        matched++;
        if (matched == delimiter.length) {
          // The rest of the delimiter's line, which next() would have looked for.
          pushedLine = dashed + line();
          return body.toByteArray();
        }
      } else {
        body.write(delimiter, 0, matched);
        matched = b == delimiter[0] ? 1 : 0;
        if (matched == 0) {
          body.write(b);
        }
      }
    }
    throw new IOException("a part of more than %d bytes without an end".formatted(MAX_PART));
  }

  private @Nullable String line() throws IOException {
    if (pushedLine != null) {
      String line = pushedLine;
      pushedLine = null;
      return line;
    }
    StringBuilder line = new StringBuilder();
    while (line.length() < MAX_LINE) {
      int b = in.read();
      if (b < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (b == '\n') {
        return line.toString().strip();
      }
      line.append((char) b);
    }
    throw new IOException("a header line of more than %d characters".formatted(MAX_LINE));
  }
}
