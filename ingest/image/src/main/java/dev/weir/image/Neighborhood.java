package dev.weir.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The lowest and highest values around each pixel: OpenCV's erosion and dilation by a square. The
 * square is cut off at the border of the image. Thread-safe.
 */
public final class Neighborhood {
  private interface Filter {
    void apply(Mat values, Mat result, Mat square);
  }

  private Neighborhood() {}

  /**
   * Returns the lowest value around each pixel.
   *
   * @param values one per pixel, rows from top to bottom
   * @param width the image's width in pixels, a divisor of the number of values
   * @param reach the distance from the pixel to the sides of the square, in pixels
   */
  public static float[] lowest(float[] values, int width, int reach) {
    return filtered(opencv_imgproc::erode, values, width, reach);
  }

  /** Returns the highest value around each pixel, see {@link #lowest}. */
  public static float[] highest(float[] values, int width, int reach) {
    return filtered(opencv_imgproc::dilate, values, width, reach);
  }

  private static float[] filtered(Filter filter, float[] values, int width, int reach) {
    int height = values.length / width;
    int side = 2 * reach + 1;
    float[] result = new float[values.length];
    try (FloatPointer memory = new FloatPointer(values);
        Mat image = new Mat(height, width, CV_32FC1, memory);
        Mat filtered = new Mat();
        Scalar one = new Scalar(1);
        Mat square = new Mat(side, side, CV_8UC1, one)) {
      filter.apply(image, filtered, square);
      new FloatPointer(filtered.data()).get(result);
    }
    return result;
  }
}
