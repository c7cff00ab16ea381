package dev.weir.capture.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response that may never end. One thread reads. Any thread may close it, which ends a read
 * in progress and closes the camera's connection.
 */
public final class HttpStream implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final HttpCamera camera;
  private final int status;
  private final String contentType;
  private final long length;
  private final @Nullable InputStream body;
  private final byte[] memory = new byte[PIECE];
  private final ByteBuffer bytes = ByteBuffer.wrap(memory).limit(0);

  HttpStream(HttpCamera camera, ClassicHttpResponse response) throws IOException {
    this.camera = camera;
    this.status = response.getCode();
    Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    this.contentType = type == null || type.getValue() == null ? "" : type.getValue();
    HttpEntity entity = response.getEntity();
    this.length = entity == null ? 0 : entity.getContentLength();
    this.body = entity == null ? null : entity.getContent();
  }

  public int status() {
    return status;
  }

  /** The content type with its parameters, as sent; empty if the server sends none. */
  public String contentType() {
    return contentType;
  }

  /**
   * Whether the response is a single picture, by its content type, or by its first bytes if the
   * type does not tell.
   *
   * @param deadline by {@link System#nanoTime()}
   */
  public boolean isPicture(long deadline) throws IOException {
    String type = contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "").strip();
    if (type.startsWith("image/")) {
      return true;
    }
    boolean unsaid =
        type.isEmpty() || type.equals("application/octet-stream") || type.equals("text/plain");
    if (!unsaid || length <= 0) {
      return false;
    }
    ByteBuffer first = read(deadline);
    return first != null
        && first.remaining() >= 2
        && (first.getShort(first.position()) == (short) 0xFFD8
            || first.getShort(first.position()) == (short) 0x8950);
  }

  /**
   * Returns at least one received byte, or null at the end and after {@link #close()}. Reading from
   * the buffer consumes the bytes.
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
   * Reads the rest of the response. The connection can be reused afterward.
   *
   * @param max maximum number of bytes
   * @param deadline by {@link System#nanoTime()}
   * @throws HttpTimeoutException at the deadline
   * @throws IOException if the connection broke, or there are more bytes
   */
  public byte[] readAll(int max, long deadline) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(PIECE);
    for (ByteBuffer piece = read(deadline); piece != null; piece = read(deadline)) {
      if (all.size() + piece.remaining() > max) {
        throw new IOException("it sends more than %d bytes".formatted(max));
      }
      byte[] taken = new byte[piece.remaining()];
      piece.get(taken);
      all.writeBytes(taken);
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    camera.close();
  }
}
