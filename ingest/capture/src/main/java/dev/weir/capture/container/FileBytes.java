package dev.weir.capture.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Random access to the bytes of a file. One thread reads; any thread may close. */
public abstract class FileBytes implements AutoCloseable {
  /** The file's length in bytes. */
  public abstract long size();

  /** Whether each access takes time, as over a network. */
  abstract boolean remote();

  /**
   * Reads bytes at a position. The buffer is in network byte order and belongs to the caller.
   *
   * @throws EOFException if the file ends before
   * @throws IOException if the bytes cannot be read
   */
  abstract ByteBuffer at(long at, int count) throws IOException;

  @Override
  public abstract void close();

  /** Reads an unsigned 32-bit number in network byte order. */
  final long unsigned(long at) throws IOException {
    return at(at, 4).getInt(0) & 0xFFFFFFFFL;
  }

  /** Reads a 64-bit number in little-endian byte order. */
  final long little(long at) throws IOException {
    return at(at, 8).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  /** Returns four bytes of a buffer as letters. */
  static String ascii(ByteBuffer bytes, int at) {
    byte[] four = new byte[4];
    bytes.get(at, four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }
}
