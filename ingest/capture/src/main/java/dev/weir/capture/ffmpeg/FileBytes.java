package dev.weir.capture.ffmpeg;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Bytes of a file by their place in it. One thread. */
final class FileBytes {
  private final FileChannel file;
  private final long size;

  /** Of a file that somebody else closes. */
  FileBytes(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /**
   * So many bytes, in network order.
   *
   * @throws EOFException if the file ends before
   */
  ByteBuffer at(long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  /** Four bytes of a buffer as letters. */
  static String ascii(ByteBuffer bytes, int at) {
    byte[] four = new byte[4];
    bytes.get(at, four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }

  /** How many bytes EBML's number at a place takes; 9 if it is none. */
  int width(long at) throws IOException {
    return Integer.numberOfLeadingZeros(at(at, 1).get(0) & 0xFF) - 23;
  }

  /** EBML's number at a place; -1 if it is unknown, which is all ones. */
  long variable(long at) throws IOException {
    int width = width(at);
    if (width > 8) {
      return -1;
    }
    ByteBuffer digits = at(at, width);
    long value = digits.get(0) & (0xFF >> width);
    long ones = 0xFF >> width;
    for (int i = 1; i < width; i++) {
      value = (value << 8) | (digits.get(i) & 0xFF);
      ones = (ones << 8) | 0xFF;
    }
    return value == ones ? -1 : value;
  }
}
