package dev.weir.capture.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response that may never end. One thread reads; any thread may close it, which ends a read
 * in progress and closes the camera's connection.
 */
public final class HttpStream implements AutoCloseable {
  /** The status of a response with the whole content. */
  public static final int OK = HttpStatus.SC_OK;

  /** The status of a response with the requested range. */
  public static final int PARTIAL = HttpStatus.SC_PARTIAL_CONTENT;

  private static final int PIECE = 1 << 16;
  private static final int HEAD = 1 << 13;
  private static final Pattern RANGE = Pattern.compile("\\s*bytes\\s+(\\d{1,18})-.*");

  private final HttpCamera camera;
  private final int status;
  private final String contentType;
  private final long length;
  private final long rangeStart;
  private final @Nullable InputStream body;
  private final byte[] memory = new byte[PIECE];
  private final ByteBuffer bytes = ByteBuffer.wrap(memory).limit(0);

  HttpStream(HttpCamera camera, ClassicHttpResponse response) throws IOException {
    this.camera = camera;
    this.status = response.getCode();
    this.contentType = header(response, HttpHeaders.CONTENT_TYPE);
    Matcher range = RANGE.matcher(header(response, HttpHeaders.CONTENT_RANGE));
    this.rangeStart = range.matches() ? Long.parseLong(range.group(1)) : -1;
    HttpEntity entity = response.getEntity();
    this.length = entity == null ? 0 : entity.getContentLength();
    this.body = entity == null ? null : entity.getContent();
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }

  public int status() {
    return status;
  }

  /** The content type as sent, with its parameters; empty if the server sends none. */
  public String contentType() {
    return contentType;
  }

  /** The number of bytes that the server announced; -1 if it announced none. */
  public long length() {
    return length;
  }

  /** The offset of the first byte, if the response is a range; otherwise -1. */
  public long rangeStart() {
    return rangeStart;
  }

  /**
   * Returns the first bytes without taking them: up to 8 KiB of a response with a length, otherwise
   * the bytes that arrive first. Must be called before the first read.
   *
   * @param deadline by {@link System#nanoTime()}
   * @throws HttpTimeoutException at the deadline
   * @throws IOException if the connection broke
   */
  public ByteBuffer head(long deadline) throws IOException {
    int wanted = length > 0 ? (int) Math.min(length, HEAD) : 1;
    InputStream from = body;
    int count = 0;
    while (from != null && count >= 0 && bytes.limit() < wanted && !camera.closed()) {
      int had = bytes.limit();
      count = camera.waiting(deadline, () -> from.read(memory, had, PIECE - had));
      bytes.limit(had + Math.max(0, count));
    }
    return bytes.asReadOnlyBuffer();
  }

  /**
   * Returns bytes that have arrived, at least one, or null at the end and after {@link #close()}.
   * Reading from the buffer takes them.
   *
   * @param deadline by {@link System#nanoTime()}
   * @throws HttpTimeoutException at the deadline
   * @throws IOException if the connection broke
   */
  @Nullable
  public ByteBuffer read(long deadline) throws IOException {
    if (bytes.hasRemaining()) {
      return bytes;
    }
    InputStream from = body;
    if (from == null || camera.closed()) {
      return null;
    }
    int count = camera.waiting(deadline, () -> from.read(memory));
    bytes.clear().limit(Math.max(0, count));
    return count < 0 ? null : bytes;
  }

  /**
   * Takes a number of bytes.
   *
   * @param deadline by {@link System#nanoTime()}
   * @throws EOFException if the response ends before
   * @throws IOException if the connection broke or the deadline has passed
   */
  public byte[] read(int count, long deadline) throws IOException {
    ByteBuffer taken = ByteBuffer.allocate(count);
    while (taken.hasRemaining()) {
      ByteBuffer piece = read(deadline);
      if (piece == null) {
        throw new EOFException();
      }
      int part = Math.min(piece.remaining(), taken.remaining());
      taken.put(piece.slice(piece.position(), part));
      piece.position(piece.position() + part);
    }
    return taken.array();
  }

  /**
   * Takes the rest of the response. The connection can be used again afterward.
   *
   * @param max largest number of bytes
   * @param deadline by {@link System#nanoTime()}
   * @throws IOException if there are more bytes, the connection broke, or the deadline has passed
   */
  public byte[] readAll(int max, long deadline) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(PIECE);
    for (ByteBuffer piece = read(deadline); piece != null; piece = read(deadline)) {
      if (all.size() + piece.remaining() > max) {
        throw new IOException("the response has more than %d bytes".formatted(max));
      }
      byte[] taken = new byte[piece.remaining()];
      piece.get(taken);
      all.writeBytes(taken);
    }
    return all.toByteArray();
  }

  /** Closes the connection without reading the rest. The camera can be asked again. */
  public void abandon() {
    camera.abort();
  }

  @Override
  public void close() {
    camera.close();
  }
}
