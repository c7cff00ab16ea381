package dev.weir.capture.container;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** Bytes that count how often they are read, as if they were on a server. */
final class MemoryBytes extends FileBytes {
  private final byte[] bytes;
  private int reads;

  MemoryBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int reads() {
    return reads;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  boolean remote() {
    return true;
  }

  @Override
  ByteBuffer at(long at, int count) throws EOFException {
    if (at + count > bytes.length) {
      throw new EOFException();
    }
    reads++;
    return ByteBuffer.wrap(bytes, (int) at, count).slice();
  }

  @Override
  public void close() {}
}
