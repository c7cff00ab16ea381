package dev.weir.render;

import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ModelClasses;
import org.jspecify.annotations.Nullable;

/**
 * A pair to an overlay's JPEG, in memory that is used again from frame to frame. Confined to one
 * thread.
 */
public final class OverlayPainter {
  private final FrameDecoder decoder = new FrameDecoder();
  private final JpegEncoder encoder = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY);
  private final ModelClasses classes;
  private final double opacity;
  private @Nullable Pixels memory;

  /**
   * With the colours of each model's classes.
   *
   * @param opacity of the mask, 0 to 1
   */
  public OverlayPainter(ModelClasses classes, double opacity) {
    this.classes = classes;
    this.opacity = opacity;
  }

  /**
   * The JPEG.
   *
   * @param found the classes of the pair's mask, one for each pixel
   * @throws dev.weir.frame.MalformedMessageException if the frame cannot be decoded
   */
  public byte[] paint(Pair pair, byte[] found) {
    Pixels pixels = decoder.decode(pair.frame(), memory);
    memory = pixels;
    new Overlay(classes.of(pair.mask().model()), opacity)
        .blend(pixels, found, pair.mask().width(), pair.mask().height());
    return encoder.encode(pixels);
  }
}
