package dev.weir.cli.stages;

import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.MaskPng;
import dev.weir.mask.MaskPngEncoder;
import dev.weir.street.StreetDrive;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Measures the cost of a rendered drive apart from the network, before the first frame is due. */
final class DriveCost {
  private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
  private static final int LEAST = 3;
  private static final long SEED = 7;

  private DriveCost() {}

  /**
   * Returns the milliseconds that one core needs to draw a frame, encode and decode it, do the same
   * with its mask, encode an overlay and draw the ground truth again. Takes the minimum over some
   * frames, because Java compiles the code while it runs. Ignores overlay blending, which costs a
   * fraction of a codec.
   */
  static double millisPerFrame(int width, int height) {
    StreetDrive drive = new StreetDrive(SEED, width, height);
    JpegEncoder jpegs = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY);
    FrameDecoder decoder = new FrameDecoder();
    byte[] bgr = new byte[width * height * 3];
    byte[] classes = new byte[width * height];
    Pixels drawn = Pixels.allocate(width, height);
    Pixels decoded = Pixels.allocate(width, height);
    double least = Double.MAX_VALUE;
    long start = System.nanoTime();
    try (MaskPngEncoder pngs = new MaskPngEncoder(ClassMap.CAMVID)) {
      for (int i = 0; i < LEAST || System.nanoTime() - start < LONG_ENOUGH.toNanos(); i++) {
        long before = System.nanoTime();
        drive.render(i, bgr, classes);
        drawn.bgr().put(0, bgr);
        byte[] jpeg = jpegs.encode(drawn);
        decoder.decode(jpeg, decoded); // by the segmenter
        byte[] png = pngs.encode(ByteBuffer.wrap(classes), 0, width, height);
        MaskPng.decode(png, width, height); // by the publisher, like the next two
        decoder.decode(jpeg, decoded);
        jpegs.encode(decoded);
        drive.renderTruth(i, classes);
        least = Math.min(least, (System.nanoTime() - before) / 1e6);
      }
    }
    return least;
  }
}
