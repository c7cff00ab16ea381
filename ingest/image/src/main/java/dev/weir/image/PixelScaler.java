package dev.weir.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/** Scales pictures. Thread-safe. */
public final class PixelScaler {
  private PixelScaler() {}

  /**
   * Returns scaled pixels, or {@code source} itself if it has the size already. Averages areas when
   * both sides shrink, otherwise interpolates linearly.
   *
   * @param source not changed
   * @param width pixels, from 1
   * @param height pixels, from 1
   * @param reuse memory to reuse if it is large enough, or null; must not be used afterward
   */
  public static Pixels scale(Pixels source, int width, int height, @Nullable Pixels reuse) {
    if (source.width() == width && source.height() == height) {
      return source;
    }
    boolean smaller = width < source.width() && height < source.height();
    Pixels scaled = Pixels.reuse(reuse, width, height);
    try (BytePointer from = new BytePointer(source.bgr());
        Mat input = new Mat(source.height(), source.width(), CV_8UC3, from);
        BytePointer to = new BytePointer(scaled.bgr());
        Mat output = new Mat(height, width, CV_8UC3, to);
        Size size = new Size(width, height)) {
      resize(input, output, size, 0, 0, smaller ? INTER_AREA : INTER_LINEAR);
    }
    return scaled;
  }
}
