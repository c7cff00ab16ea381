package dev.weir.pairing.output;

import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.image.ReusedMemory;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;

/** Renders a pair as an overlay JPEG; reuses its buffers between frames. Confined to one thread. */
public final class OverlayPainter {
  private static final int CHANNELS = 3;

  private final FrameDecoder decoder;
  private final JpegEncoder encoder = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY);
  private final ModelClasses classes;
  private final double opacity;
  private final ReusedMemory memory = new ReusedMemory();

  /**
   * Uses the colors of each model's classes.
   *
   * @param opacity of the mask, 0 to 1
   * @param maxPixels frames with more pixels are not decoded
   */
  public OverlayPainter(ModelClasses classes, double opacity, long maxPixels) {
    this.decoder = new FrameDecoder(maxPixels);
    this.classes = classes;
    this.opacity = opacity;
  }

  /**
   * Renders the JPEG.
   *
   * @param found the classes of the pair's mask, one per pixel
   * @throws dev.weir.frame.MalformedMessageException if the frame cannot be decoded or has too many
   *     pixels
   */
  public byte[] paint(Pair pair, byte[] found) {
    int width = pair.frame().width();
    int height = pair.frame().height();
    int bytes = Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS);
    Pixels pixels =
        decoder.decode(
            pair.frame(), new Pixels(width, height, memory.atLeast(bytes).slice(0, bytes)));
    new Overlay(classes.of(pair.mask().model()), opacity)
        .blend(pixels, found, pair.mask().width(), pair.mask().height());
    return encoder.encode(pixels);
  }
}
