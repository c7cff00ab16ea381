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
 * Classes as an 8-bit palette PNG (PNG 1.2): value = class, palette = class colours. Written by
 * {@link MaskPngEncoder} rather than by ImageIO because a mask is written for every frame, and that
 * is four times as fast. Read by ImageIO. Thread-safe.
 */
public final class MaskPng {
  private static final int DEPTH_AT = 24;
  private static final int COLOR_TYPE_AT = 25;
  private static final int PALETTE = 3;
  private static final int MOST_BITS = 8;

  private MaskPng() {}

  /**
   * The header of a mask. Its kind is checked before anybody decodes it: a picture of 16-bit colors
   * of the same size takes eight times the memory.
   *
   * @throws MalformedMessageException if it is no PNG whose values are classes
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
    try (MaskPngEncoder encoder = new MaskPngEncoder(map)) {
      return encoder.encode(ByteBuffer.wrap(classes), 0, width, height);
    }
  }

  /**
   * Decodes a mask's classes.
   *
   * @param width what the contract says, pixels
   * @param height what the contract says, pixels
   * @throws MalformedMessageException if it is no palette PNG of that size
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
