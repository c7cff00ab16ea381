package dev.weir.inference.proposals;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A frame's class scores, gathered from views of it: each pixel's score of a class is the largest
 * that any view of that pixel gave it (Noh, Hong, Han, ICCV 2015, equation 3). What a view does not
 * show it says nothing of; in the paper it says 0 there, which means nothing before softmax. Not
 * thread-safe; made inside of a {@code PointerScope}, which frees it.
 */
final class MaxScoreMap {
  private final int classes;
  private final int height;
  private final int width;
  private final Mat planes;
  private final Mat resized = new Mat();

  /** A canvas on which nothing is painted. */
  MaxScoreMap(int classes, int height, int width) {
    this.classes = classes;
    this.height = height;
    this.width = width;
    this.planes =
        new Mat(
            Math.multiplyExact(classes, height),
            width,
            CV_32FC1,
            new Scalar(Float.NEGATIVE_INFINITY));
  }

  /**
   * Adds a view.
   *
   * @param scores float [classes * rows, columns]: one class under the other, of any size
   * @param place that they are of
   */
  void add(Mat scores, Box place) {
    int rows = scores.rows() / classes;
    Size size = new Size(place.width(), place.height());
    for (int c = 0; c < classes; c++) {
      Mat plane = scores.rowRange(c * rows, (c + 1) * rows);
      Mat target =
          planes.apply(new Rect(place.x(), c * height + place.y(), place.width(), place.height()));
      opencv_imgproc.resize(plane, resized, size, 0, 0, opencv_imgproc.INTER_LINEAR);
      opencv_core.max(target, resized, target);
    }
  }

  /**
   * The class of the largest score of every pixel, the first of equals.
   *
   * @param found from its position: u8 [height, width], filled with class numbers
   */
  void classes(ByteBuffer found) {
    FloatBuffer scores = planes.createBuffer();
    int pixels = height * width;
    for (int i = 0; i < pixels; i++) {
      int best = 0;
      float largest = scores.get(i);
      for (int c = 1; c < classes; c++) {
        float score = scores.get(c * pixels + i);
        if (score > largest) {
          largest = score;
          best = c;
        }
      }
      found.put(found.position() + i, (byte) best);
    }
  }
}
