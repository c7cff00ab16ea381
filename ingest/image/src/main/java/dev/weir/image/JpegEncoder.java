package dev.weir.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes pixels as JPEG. Thread-safe. */
public final class JpegEncoder {
  /** High enough not to change a model's results, at a tenth of the size. */
  public static final int DEFAULT_QUALITY = 90;

  private final int quality;

  /**
   * Creates an encoder.
   *
   * @param quality 1 (smallest) to 100 (best)
   * @throws IllegalArgumentException if the quality is outside that range
   */
  public JpegEncoder(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality %d: expected 1 to 100".formatted(quality));
    }
    this.quality = quality;
  }

  /**
   * Encodes a picture, so that the first real one does not wait until the libraries are loaded.
   * That takes a second or two on a slow machine.
   */
  public static void warmUp() {
    new JpegEncoder(DEFAULT_QUALITY).encode(Pixels.allocate(16, 16));
  }

  /** Encodes the pixels as a JPEG file with 4:2:0 chroma, as cameras do. */
  public byte[] encode(Pixels pixels) {
    try (BytePointer memory = new BytePointer(pixels.bgr());
        Mat picture = new Mat(pixels.height(), pixels.width(), CV_8UC3, memory);
        IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality);
        BytePointer out = new BytePointer()) {
      if (!imencode(".jpg", picture, out, parameters)) {
        throw new IllegalStateException(
            "OpenCV could not encode %dx%d pixels as JPEG"
                .formatted(pixels.width(), pixels.height()));
      }
      byte[] jpeg = new byte[Math.toIntExact(out.limit())];
      out.get(jpeg);
      return jpeg;
    }
  }
}
