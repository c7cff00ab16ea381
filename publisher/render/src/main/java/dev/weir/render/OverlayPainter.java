package dev.weir.render;

import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import org.jspecify.annotations.Nullable;

/**
 * A pair to an overlay's JPEG, in memory that is used again from frame to frame. Confined to one
 * thread.
 */
public final class OverlayPainter {
  private final FrameDecoder decoder = new FrameDecoder();
  private final JpegEncoder encoder = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY);
  private final Overlay overlay;
  private @Nullable Pixels memory;

  /**
   * With the classes' colours.
   *
   * @param opacity of the mask, 0 to 1
   */
  public OverlayPainter(ClassMap classes, double opacity) {
    this.overlay = new Overlay(classes, opacity);
  }

  /**
   * The JPEG.
   *
   * @param classes of the pair's mask, one for each pixel
   * @throws dev.weir.frame.MalformedMessageException if the frame cannot be decoded
   */
  public byte[] paint(Pair pair, byte[] classes) {
    Pixels pixels = decoder.decode(pair.frame(), memory);
    memory = pixels;
    overlay.blend(pixels, classes, pair.mask().width(), pair.mask().height());
    return encoder.encode(pixels);
  }
}
