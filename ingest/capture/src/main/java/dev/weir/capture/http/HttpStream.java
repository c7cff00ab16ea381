package dev.weir.capture.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response that may go on and on. One thread reads; any thread may close it, which ends a
 * read in progress, and the camera's connection with it.
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

  /** As sent, with its parameters; empty if the server does not say. */
  public String contentType() {
    return contentType;
  }

  /**
   * Whether it is one picture, by its type; by its first bytes where the type says nothing.
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
   * Whether it is an HLS playlist, by its first bytes where the type does not say video: FFmpeg
   * goes by suffix and type, and many servers give it neither.
   *
   * @param deadline by {@link System#nanoTime()}
   */
  public boolean isPlaylist(long deadline) throws IOException {
    String type = contentType.toLowerCase(Locale.ROOT).strip();
    if (type.startsWith("image/") || type.startsWith("video/") || type.startsWith("multipart/")) {
      return false;
    }
    ByteBuffer first = read(deadline);
    return first != null
        && StandardCharsets.UTF_8.decode(first.duplicate()).toString().startsWith("#EXTM3U");
  }

  /** Whether the server says that it is JPEGs one after the other, without parts. */
  public boolean isMotionJpeg() {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.strip().startsWith("video/") && type.matches(".*(mjpe?g|motion-?jpe?g).*");
  }

  /**
   * Bytes that have arrived, at least one, or null at the end and after {@link #close()}. They are
   * taken by reading from the buffer.
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
   * All that follows, after which the connection can be used again.
   *
   * @param max bytes
   * @throws IOException also if there are more
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
