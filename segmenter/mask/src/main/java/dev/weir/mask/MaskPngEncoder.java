package dev.weir.mask;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Classes to palette PNGs (PNG 1.2), mask after mask in the same memory: what it allocates for a
 * mask is the mask. Rows are filtered with "up" (section 6.4), which turns what repeats from row to
 * row into zeros, and deflated at level 1. Confined to one thread; {@link #close()} frees the
 * deflater.
 */
public final class MaskPngEncoder implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int BIT_DEPTH = 8;
  private static final int PALETTE = 3;
  private static final byte FILTER_UP = 2;
  private static final int HEADER_BYTES = 13;

  /** Length, type and CRC of a chunk. */
  private static final int CHUNK_BYTES = 12;

  /** Rows for one call of the deflater: few calls, and little memory. */
  private static final int ROWS = 32;

  private final byte[] palette;
  private final int count;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final CRC32 crc = new CRC32();
  private byte[] classRows = {};
  private byte[] filtered = {};
  private byte[] png = {};
  private int length;

  /** For masks of those classes. */
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
   * @param classes {@code width * height} class ids from {@code offset} on, rows top-down; its
   *     position is neither used nor changed
   * @throws IllegalArgumentException if the classes end before the mask does, or a value is no
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
    // What cannot be compressed is stored, with five bytes for every 16 KB or so.
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
    Arrays.fill(classRows, 0, width, (byte) 0); // the row above the first
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
      beyond |= count - 1 - (classRows[i] & 0xFF); // negative for what is no class
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

  /** Begins a chunk (section 3.2); its length is filled in by {@link #close(int)}. */
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
