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
 * The class scores of a frame, combined from views of it: each pixel takes the maximum score per
 * class over all views (Noh, Hong, Han, ICCV 2015, equation 3). A view does not affect pixels
 * outside of it. In the paper it gives them score 0, which has no meaning before softmax. Not
 * thread-safe; create it inside a {@code PointerScope}, which frees it.
 */
final class MaxScoreMap {
  private final int classes;
  private final int height;
  private final int width;
  private final Mat planes;
  private final Mat resized = new Mat();

  /** Creates a map without views. */
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
   * @param scores float [classes * rows, columns]: the classes one below the other, at any
   *     resolution
   * @param place the box that the scores cover
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
   * Writes the class with the highest score of every pixel, the first one in a tie.
   *
   * @param found from its position: receives class IDs, u8 [height, width]
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
