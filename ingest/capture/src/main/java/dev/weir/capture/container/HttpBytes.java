package dev.weir.capture.container;

import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.http.HttpStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file on an HTTP server. The first ones are given; others are requested as ranges.
 * If the server ignores ranges, the file is read again from its start. Requests, bytes and time are
 * limited, so that a check of a large file on a slow server ends: further reads then fail.
 */
public final class HttpBytes extends FileBytes {
  static final long MAX_BYTES = 32L << 20;
  private static final int MAX_REQUESTS = 100;
  private static final int PIECE = 4096; // the shortest range
  private static final int MAX_PIECE = 16 << 20;

  private final long size;
  private final ByteBuffer head;
  private final HttpCamera camera;
  private final Duration time;
  private @Nullable Long deadline; // starts at the first request
  private long budget = MAX_BYTES;
  private int requests;
  private long windowStart;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private @Nullable HttpStream whole; // the file from its start, if the server ignores ranges
  private long position; // in it

  /**
   * Creates the bytes of a file. Nothing is requested yet.
   *
   * @param camera is closed by {@link #close()}
   * @param size the file's length
   * @param head its first bytes, not changed
   * @param time limit for all requests together
   */
  public HttpBytes(HttpCamera camera, long size, ByteBuffer head, Duration time) {
    this.camera = camera;
    this.size = size;
    this.head = head.slice();
    this.time = time;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  boolean remote() {
    return true;
  }

  @Override
  ByteBuffer at(long at, int count) throws IOException {
    if (at < 0 || at + count > size) {
      throw new EOFException();
    }
    if (at + count <= head.limit()) {
      return head.slice((int) at, count);
    }
    if (at < windowStart || at + count > windowStart + window.limit()) {
      window = ByteBuffer.wrap(fetch(at, (int) Math.min(Math.max(count, PIECE), size - at)));
      windowStart = at;
    }
    return window.slice((int) (at - windowStart), count);
  }

  private byte[] fetch(long at, int count) throws IOException {
    Long end = deadline;
    if (end == null) {
      end = System.nanoTime() + time.toNanos();
      deadline = end;
    }
    if (count > MAX_PIECE) {
      throw new IOException("a part of %d bytes is too large to check".formatted(count));
    }
    HttpStream started = whole;
    if (started != null && at >= position) {
      return skip(started, at, count, end);
    }
    if (started != null) {
      started.abandon(); // the server ignores ranges, and these bytes have passed
      whole = null;
    }
    if (++requests > MAX_REQUESTS) {
      throw new IOException("more than %d requests".formatted(MAX_REQUESTS));
    }
    HttpStream answer = camera.get(at, at + count - 1, Duration.ofNanos(end - System.nanoTime()));
    if (answer.status() == HttpStream.PARTIAL) {
      if (answer.rangeStart() != at) {
        throw new IOException("the server sends another range");
      }
      spend(count);
      byte[] part = answer.readAll(count, end); // to the end, so that the connection is free again
      if (part.length < count) {
        throw new EOFException();
      }
      return part;
    }
    if (answer.status() != HttpStream.OK) {
      throw new IOException("HTTP status " + answer.status());
    }
    whole = answer;
    position = 0;
    return skip(answer, at, count, end);
  }

  private byte[] skip(HttpStream file, long at, int count, long end) throws IOException {
    spend(at + count - position);
    while (position < at) {
      ByteBuffer piece = file.read(end);
      if (piece == null) {
        throw new EOFException();
      }
      int skipped = (int) Math.min(piece.remaining(), at - position);
      piece.position(piece.position() + skipped);
      position += skipped;
    }
    position += count;
    return file.read(count, end);
  }

  private void spend(long bytes) throws IOException {
    budget -= bytes;
    if (budget < 0) {
      throw new IOException("more than %d bytes".formatted(MAX_BYTES));
    }
  }

  @Override
  public void close() {
    camera.close();
  }
}
