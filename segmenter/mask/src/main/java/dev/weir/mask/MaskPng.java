package dev.weir.mask;

import dev.weir.frame.FrameEncoding;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/**
 * Encodes and decodes classes as an 8-bit palette PNG (PNG 1.2): pixel values are classes, the
 * palette holds the class colors. {@link MaskPngEncoder} writes the PNG because it is four times as
 * fast as ImageIO, and a mask is written for every frame. ImageIO reads it. Thread-safe.
 */
public final class MaskPng {
  private static final int DEPTH_AT = 24;
  private static final int COLOR_TYPE_AT = 25;
  private static final int PALETTE = 3;
  private static final int MOST_BITS = 8;

  private MaskPng() {}

  /**
   * Reads the header of a mask. The color type is checked before decoding, because a 16-bit color
   * image of the same size takes eight times the memory.
   *
   * @throws MalformedMessageException if it is not a palette PNG of at most 8 bits per pixel
   */
  static ImageHeader header(byte[] png) {
    ImageHeader header = ImageHeader.read(png);
    if (header.encoding() != FrameEncoding.PNG
        || png.length <= COLOR_TYPE_AT
        || png[COLOR_TYPE_AT] != PALETTE
        || png[DEPTH_AT] > MOST_BITS) {
      throw new MalformedMessageException(
          "mask PNG: expected a palette image whose values are classes, found another kind");
    }
    return header;
  }

  /**
   * Encodes a mask.
   *
   * @param classes {@code width * height} class IDs, rows from top to bottom
   * @throws IllegalArgumentException if the length does not match the size, or a value is not a
   *     class of {@code map}
   */
  public static byte[] encode(byte[] classes, int width, int height, ClassMap map) {
    if (classes.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d classes: expected %d for %dx%d"
              .formatted(classes.length, (long) width * height, width, height));
    }
    try (MaskPngEncoder encoder = new MaskPngEncoder(map)) {
      return encoder.encode(ByteBuffer.wrap(classes), 0, width, height);
    }
  }

  /**
   * Decodes a mask's classes.
   *
   * @param width expected width in pixels
   * @param height expected height in pixels
   * @throws MalformedMessageException if it is not a palette PNG of that size
   */
  public static byte[] decode(byte[] png, int width, int height) {
    ImageHeader header = header(png);
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
}
