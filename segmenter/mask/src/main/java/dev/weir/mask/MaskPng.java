package dev.weir.mask;

import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/**
 * Classes as an 8-bit palette PNG (PNG 1.2): value = class, palette = class colours. Written here
 * rather than by ImageIO because a mask is written for every frame: rows are filtered with "up"
 * (section 6.4), which turns what repeats from row to row into zeros, and deflated at level 1, four
 * times as fast. Read by ImageIO. Thread-safe.
 */
public final class MaskPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int BIT_DEPTH = 8;
  private static final int PALETTE = 3;
  private static final byte FILTER_UP = 2;

  private MaskPng() {}

  /**
   * Encodes a mask.
   *
   * @param classes {@code width * height} class ids, rows top-down
   * @throws IllegalArgumentException if the length does not fit or a value is no class of {@code
   *     map}
   */
  public static byte[] encode(byte[] classes, int width, int height, ClassMap map) {
    if (classes.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d classes: expected %d for %dx%d"
              .formatted(classes.length, (long) width * height, width, height));
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream(classes.length / 8 + 1024);
    try (DataOutputStream out = new DataOutputStream(png)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(width, height), 13);
      chunk(out, "PLTE", palette(map), map.size() * 3);
      byte[] rows = filteredUp(classes, width, height, map.size());
      byte[] deflated = new byte[rows.length + rows.length / 1000 + 64];
      chunk(out, "IDAT", deflated, deflate(rows, deflated));
      chunk(out, "IEND", new byte[0], 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array does not fail
    }
    return png.toByteArray();
  }

  /**
   * Decodes a mask's classes.
   *
   * @param width what the contract says, pixels
   * @param height what the contract says, pixels
   * @throws MalformedMessageException if it is no palette PNG of that size
   */
  public static byte[] decode(byte[] png, int width, int height) {
    ImageHeader header = ImageHeader.read(png);
    if (header.width() != width || header.height() != height) {
      throw new MalformedMessageException(
          "mask PNG is %dx%d, expected %dx%d"
              .formatted(header.width(), header.height(), width, height));
    }
    BufferedImage image;
    try {
      image = ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers also throw unchecked exceptions on damaged files.
      throw new MalformedMessageException("mask PNG cannot be decoded: " + e.getMessage(), e);
    }
    if (image == null || !(image.getColorModel() instanceof IndexColorModel)) {
      throw new MalformedMessageException(
          "mask PNG: expected a palette image whose values are classes, found another kind");
    }
    byte[] classes = new byte[width * height];
    image.getRaster().getDataElements(0, 0, width, height, classes);
    return classes;
  }

  private static byte[] header(int width, int height) {
    return new byte[] {
      (byte) (width >> 24),
      (byte) (width >> 16),
      (byte) (width >> 8),
      (byte) width,
      (byte) (height >> 24),
      (byte) (height >> 16),
      (byte) (height >> 8),
      (byte) height,
      BIT_DEPTH,
      PALETTE,
      0,
      0,
      0
    };
  }

  private static byte[] palette(ClassMap map) {
    byte[] p = new byte[map.size() * 3];
    for (int i = 0; i < map.size(); i++) {
      int rgb = map.rgb(i);
      p[3 * i] = (byte) (rgb >> 16);
      p[3 * i + 1] = (byte) (rgb >> 8);
      p[3 * i + 2] = (byte) rgb;
    }
    return p;
  }

  private static byte[] filteredUp(byte[] classes, int width, int height, int count) {
    byte[] rows = new byte[(width + 1) * height];
    int out = 0;
    for (int y = 0; y < height; y++) {
      rows[out++] = FILTER_UP;
      int row = y * width;
      for (int x = 0; x < width; x++) {
        byte c = classes[row + x];
        if ((c & 0xFF) >= count) {
          throw new IllegalArgumentException(
              "class %d at %d,%d: expected 0 to %d".formatted(c & 0xFF, x, y, count - 1));
        }
        rows[out++] = y == 0 ? c : (byte) (c - classes[row - width + x]);
      }
    }
    return rows;
  }

  private static int deflate(byte[] rows, byte[] into) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(rows);
      deflater.finish();
      int length = deflater.deflate(into);
      if (!deflater.finished()) {
        throw new IllegalStateException(
            "deflated rows exceed %d bytes for %d".formatted(into.length, rows.length));
      }
      return length;
    } finally {
      deflater.end();
    }
  }

  /** Length, type, data, CRC of type and data (section 3.2). */
  private static void chunk(DataOutputStream out, String type, byte[] data, int length)
      throws IOException {
    CRC32 crc = new CRC32();
    byte[] name = {
      (byte) type.charAt(0), (byte) type.charAt(1), (byte) type.charAt(2), (byte) type.charAt(3)
    };
    crc.update(name);
    crc.update(data, 0, length);
    out.writeInt(length);
    out.write(name);
    out.write(data, 0, length);
    out.writeInt((int) crc.getValue());
  }
}
