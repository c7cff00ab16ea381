package dev.weir.inference.proposals;

import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The edges of an image: their strength and direction. They come from the gradient of the color
 * channel that changes most, thinned to one pixel by {@code Canny}'s non-maximum suppression.
 *
 * <p>Edge Boxes (Zitnick, Dollár, ECCV 2014) takes edges from a structured forest, which can tell
 * contours from texture. OpenCV has the forest's code but no trained forest, and the published one
 * is not free. Gradients respond to more texture, so the boxes are worse.
 *
 * @param strength float [height, width], 0 to 1; 0 where there is no edge
 * @param direction float [height, width], radians across the edge, from 0 to below π
 * @param empty whether there is no edge at all
 */
record EdgeMap(Mat strength, Mat direction, boolean empty) {
  /** Standard deviation of the smoothing in pixels; finer texture gives no edges. */
  private static final double SMOOTHING = 3;

  /**
   * Minimum gradient, in units of Sobel's operator: about 6 of 255 color values after smoothing.
   * Smaller gradients are noise.
   */
  private static final double LEAST = 6;

  /** This fraction of the edge pixels, the strongest, gets full strength. */
  private static final double STRONGEST = 0.05;

  /**
   * Finds the edges of an image.
   *
   * @param picture u8 [height, width, 3]
   */
  static EdgeMap of(Mat picture) {
    Mat smooth = new Mat();
    Mat across = new Mat();
    Mat down = new Mat();
    opencv_imgproc.GaussianBlur(picture, smooth, new Size(0, 0), SMOOTHING);
    opencv_imgproc.Sobel(smooth, across, CV_16S, 1, 0);
    opencv_imgproc.Sobel(smooth, down, CV_16S, 0, 1);
    Mat dx = new Mat(picture.rows(), picture.cols(), CV_16SC1);
    Mat dy = new Mat(picture.rows(), picture.cols(), CV_16SC1);
    float[] gradient = steepest(across.createBuffer(), down.createBuffer(), dx, dy);
    Mat thin = new Mat();
    opencv_imgproc.Canny(dx, dy, thin, LEAST, LEAST, true);
    return of(gradient, dx, dy, thin);
  }

  /**
   * Selects the color channel with the longest gradient at each pixel and returns the gradient
   * lengths.
   */
  private static float[] steepest(ShortBuffer across, ShortBuffer down, Mat dx, Mat dy) {
    int pixels = across.remaining() / 3;
    float[] length = new float[pixels];
    short[] dxs = new short[pixels];
    short[] dys = new short[pixels];
    for (int i = 0; i < pixels; i++) {
      int longest = -1;
      for (int c = 3 * i; c < 3 * i + 3; c++) {
        int square = across.get(c) * across.get(c) + down.get(c) * down.get(c);
        if (square > longest) {
          longest = square;
          dxs[i] = across.get(c);
          dys[i] = down.get(c);
        }
      }
      length[i] = (float) Math.sqrt(longest);
    }
    dx.<ShortBuffer>createBuffer().put(dxs);
    dy.<ShortBuffer>createBuffer().put(dys);
    return length;
  }

  private static EdgeMap of(float[] gradient, Mat dx, Mat dy, Mat thin) {
    ByteBuffer edges = thin.createBuffer();
    ShortBuffer dxs = dx.createBuffer();
    ShortBuffer dys = dy.createBuffer();
    float full = fullStrength(gradient, edges);
    float[] strengths = new float[gradient.length];
    float[] directions = new float[gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      if (edges.get(i) != 0) {
        strengths[i] = Math.min(1, gradient[i] / full);
        double direction = Math.atan2(dys.get(i), dxs.get(i));
        directions[i] = (float) (direction < 0 ? direction + Math.PI : direction % Math.PI);
      }
    }
    Mat strength = new Mat(dx.rows(), dx.cols(), CV_32FC1);
    Mat direction = new Mat(dx.rows(), dx.cols(), CV_32FC1);
    strength.<FloatBuffer>createBuffer().put(strengths);
    direction.<FloatBuffer>createBuffer().put(directions);
    return new EdgeMap(strength, direction, full == 0);
  }

  /** Returns the gradient from which edges have full strength; 0 if there are no edges. */
  private static float fullStrength(float[] gradient, ByteBuffer edges) {
    float[] there = new float[gradient.length];
    int count = 0;
    for (int i = 0; i < gradient.length; i++) {
      if (edges.get(i) != 0) {
        there[count++] = gradient[i];
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(there, 0, count);
    return there[Math.min(count - 1, (int) (count * (1 - STRONGEST)))];
  }
}
