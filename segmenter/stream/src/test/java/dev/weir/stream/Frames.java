package dev.weir.stream;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import java.time.Instant;

/** Frames for tests: white on top, black below. */
final class Frames {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  private Frames() {}

  static Frame of(String camera, long sequence) {
    return of(camera, sequence, WIDTH, HEIGHT);
  }

  static Frame of(String camera, long sequence, int width, int height) {
    Pixels pixels = Pixels.allocate(width, height);
    for (int i = 0; i < width * height * 3; i++) {
      pixels.bgr().put(i, (byte) (i < width * height * 3 / 2 ? 250 : 5));
    }
    return new Frame(
        new FrameId(new CameraId(camera), "s1", sequence),
        Instant.ofEpochMilli(1_700_000_000_000L + sequence * 40),
        width,
        height,
        FrameEncoding.JPEG,
        new JpegEncoder(95).encode(pixels),
        null);
  }
}
