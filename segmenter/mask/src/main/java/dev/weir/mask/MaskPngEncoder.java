package dev.weir.mask;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Encodes classes as palette PNGs (PNG 1.2). It reuses its buffers, so each mask allocates only the
 * returned array. Rows use the "up" filter (section 6.4), which turns pixels equal to the row above
 * into zeros, and are deflated at level 1. Not thread-safe; {@link #close()} frees the deflater.
 */
public final class MaskPngEncoder implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int BIT_DEPTH = 8;
  private static final int PALETTE = 3;
  private static final byte FILTER_UP = 2;
  private static final int HEADER_BYTES = 13;

  /** Length, type and CRC of a chunk. */
  private static final int CHUNK_BYTES = 12;

  /** Rows per deflater call: enough to keep calls few, small enough to save memory. */
  private static final int ROWS = 32;

  private final byte[] palette;
  private final int count;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final CRC32 crc = new CRC32();
  private byte[] classRows = {};
  private byte[] filtered = {};
  private byte[] png = {};
  private int length;

  /** Creates an encoder for masks with these classes. */
  public MaskPngEncoder(ClassMap map) {
    count = map.size();
    palette = new byte[count * 3];
    for (int i = 0; i < count; i++) {
      int rgb = map.rgb(i);
      palette[3 * i] = (byte) (rgb >> 16);
      palette[3 * i + 1] = (byte) (rgb >> 8);
      palette[3 * i + 2] = (byte) rgb;
    }
  }

  /**
   * Encodes a mask.
   *
   * @param classes {@code width * height} class IDs starting at {@code offset}, rows from top to
   *     bottom; the buffer's position is neither used nor changed
   * @throws IllegalArgumentException if the buffer is too short for the mask, or a value is not a
   *     class
   */
  public byte[] encode(ByteBuffer classes, int offset, int width, int height) {
    int pixels = Math.multiplyExact(width, height);
    if (offset < 0 || classes.limit() - offset < pixels) {
      throw new IllegalArgumentException(
          "%d classes from %d: expected %d for %dx%d"
              .formatted(classes.limit(), offset, pixels, width, height));
    }
    int rows = Math.addExact(pixels, height);
    reserve(width, rows);
    length = 0;
    append(SIGNATURE, SIGNATURE.length);
    int start = open("IHDR");
    appendInt(width);
    appendInt(height);
    append(new byte[] {BIT_DEPTH, PALETTE, 0, 0, 0}, HEADER_BYTES - 2 * Integer.BYTES);
    close(start);
    start = open("PLTE");
    append(palette, palette.length);
    close(start);
    start = open("IDAT");
    deflate(classes, offset, width, height);
    close(start);
    close(open("IEND"));
    return Arrays.copyOf(png, length);
  }

  private void reserve(int width, int rows) {
    if (classRows.length < (ROWS + 1) * width) {
      classRows = new byte[(ROWS + 1) * width];
      filtered = new byte[ROWS * (width + 1)];
    }
    // Deflate stores incompressible data with about five extra bytes per 16 KB.
    int max =
        SIGNATURE.length
            + 4 * CHUNK_BYTES
            + HEADER_BYTES
            + palette.length
            + rows
            + rows / 1000
            + 1024;
    if (png.length < max) {
      png = new byte[max];
    }
  }

  private void deflate(ByteBuffer classes, int offset, int width, int height) {
    deflater.reset();
    Arrays.fill(classRows, 0, width, (byte) 0); // the row above the first is all zeros
    for (int y = 0; y < height; y += ROWS) {
      int some = Math.min(ROWS, height - y);
      classes.get(offset + y * width, classRows, width, some * width);
      requireClasses(some, y, width);
      for (int row = 0; row < some; row++) {
        filterUp(row, width);
      }
      deflater.setInput(filtered, 0, some * (width + 1));
      if (y + some == height) {
        deflater.finish();
      }
      while (!deflater.needsInput() && !deflater.finished()) {
        drain();
      }
      System.arraycopy(classRows, some * width, classRows, 0, width);
    }
    while (!deflater.finished()) {
      drain();
    }
  }

  private void drain() {
    int bytes = deflater.deflate(png, length, png.length - length);
    if (bytes == 0 && length == png.length) {
      throw new IllegalStateException("deflated rows exceed %d bytes".formatted(png.length));
    }
    length += bytes;
  }

  private void filterUp(int row, int width) {
    int above = row * width;
    int below = above + width;
    int out = row * (width + 1);
    filtered[out++] = FILTER_UP;
    for (int x = 0; x < width; x++) {
      filtered[out + x] = (byte) (classRows[below + x] - classRows[above + x]);
    }
  }

  private void requireClasses(int rows, int y, int width) {
    int beyond = 0;
    for (int i = width; i < (rows + 1) * width; i++) {
      beyond |= count - 1 - (classRows[i] & 0xFF); // negative if the value is not a class
    }
    if (beyond < 0) {
      int at = width;
      while ((classRows[at] & 0xFF) < count) {
        at++;
      }
      throw new IllegalArgumentException(
          "class %d at %d,%d: expected 0 to %d"
              .formatted(classRows[at] & 0xFF, at % width, y + at / width - 1, count - 1));
    }
  }

  /** Starts a chunk (section 3.2); {@link #close(int)} fills in its length. */
  private int open(String type) {
    int start = length;
    appendInt(0);
    append(type.getBytes(StandardCharsets.US_ASCII), type.length());
    return start;
  }

  private void close(int start) {
    int typeAt = start + Integer.BYTES;
    putInt(start, length - typeAt - Integer.BYTES);
    crc.reset();
    crc.update(png, typeAt, length - typeAt);
    appendInt((int) crc.getValue());
  }

  private void append(byte[] bytes, int some) {
    System.arraycopy(bytes, 0, png, length, some);
    length += some;
  }

  private void appendInt(int value) {
    putInt(length, value);
    length += Integer.BYTES;
  }

  private void putInt(int at, int value) {
    png[at] = (byte) (value >> 24);
    png[at + 1] = (byte) (value >> 16);
    png[at + 2] = (byte) (value >> 8);
    png[at + 3] = (byte) value;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
