package dev.weir.inference.crf;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_ISOLATED;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.weir.inference.CrfOptions;
import dev.weir.inference.natives.OpenCvWithoutWindows;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_ximgproc.AdaptiveManifoldFilter;

/**
 * The fully connected CRF of Krähenbühl and Koltun (NIPS 2011), solved by mean field. Every pixel
 * pulls every other pixel toward its own class; the pull is stronger the closer the pixels are in
 * position and color.
 *
 * <pre>
 * Q = p;   repeat:  Q(l) ∝ p(l) · exp(appearance · (K₁Q)(l) + smoothness · (K₂Q)(l))
 * K₁ ∝ exp(-|Δposition|² / 2θα² - |Δcolor|² / 2θβ²)      K₂ ∝ exp(-|Δposition|² / 2θγ²)
 * </pre>
 *
 * <p>Kernels are normalized at each pixel, including the pixel itself. So the weights have the same
 * effect in the middle, at the border, and at any image size. K₁, over five dimensions, is filtered
 * by OpenCV's adaptive manifolds (Gastal, Oliveira, SIGGRAPH 2012) instead of the paper's
 * permutohedral lattice; both are approximations. K₂ is exact except for its truncated tail.
 * Thread-safe: each call allocates its own memory.
 */
final class DenseCrf {
  private static final float LEAST = 1e-8f;
  private static final float WHITE = 255;
  private static final int SIGMAS = 4;
  private static final int CELL = 4;

  static {
    OpenCvWithoutWindows.load();
  }

  private final CrfOptions options;

  DenseCrf(CrfOptions options) {
    this.options = options;
  }

  /**
   * Finds the most probable class of every pixel.
   *
   * @param frame direct, from its position: u8 [height, width, 3]
   * @param probabilities from its position: float [classes, height, width]; each pixel's values sum
   *     to 1
   * @param found from its position: receives class IDs, u8 [height, width]
   */
  void refine(
      ByteBuffer frame,
      FloatBuffer probabilities,
      int classes,
      int height,
      int width,
      ByteBuffer found) {
    int pixels = height * width;
    float[] unary = new float[pixels * classes];
    float[] q = new float[pixels * classes];
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < pixels; i++) {
        float p = Math.max(LEAST, probabilities.get(probabilities.position() + c * pixels + i));
        q[i * classes + c] = p;
        unary[i * classes + c] = (float) Math.log(p);
      }
    }
    try (PointerScope scope = new PointerScope()) {
      Mat image = new Mat(height, width, CV_8UC3, new BytePointer(frame.slice()));
      int type = opencv_core.CV_MAKETYPE(CV_32F, classes);
      Mat now = new Mat(height, width, type);
      Mat alike = new Mat();
      Mat near = new Mat();
      Mat ones = new Mat(height, width, CV_32F, new Scalar(1));
      Mat share = new Mat();
      smooth(ones, share);
      float[] shares = values(share, pixels);
      AdaptiveManifoldFilter manifolds =
          opencv_ximgproc.createAMFilter(position(height, width), options.color() / WHITE, false);
      for (int k = 0; k < options.iterations(); k++) {
        now.<FloatBuffer>createBuffer().put(q);
        manifolds.filter(now, alike, image);
        smooth(now, near);
        update(unary, alike.createBuffer(), near.createBuffer(), shares, classes, q);
      }
      scope.deallocate();
    }
    likeliest(q, classes, pixels, found);
  }

  /**
   * Returns θα, but at most four times the shorter side. The filter downsamples the image by a
   * quarter of θα, and nothing would be left of a narrower strip.
   */
  private double position(int height, int width) {
    return Math.min(options.position(), (double) CELL * Math.min(height, width));
  }

  /** Applies a Gaussian over position; pixels beyond the border count as zero. */
  private void smooth(Mat from, Mat to) {
    int side = 2 * (int) Math.ceil(SIGMAS * options.near()) + 1;
    opencv_imgproc.GaussianBlur(
        from,
        to,
        new Size(side, side),
        options.near(),
        options.near(),
        BORDER_CONSTANT | BORDER_ISOLATED,
        opencv_core.ALGO_HINT_DEFAULT);
  }

  private static float[] values(Mat mat, int count) {
    float[] values = new float[count];
    mat.<FloatBuffer>createBuffer().get(values);
    return values;
  }

  private void update(
      float[] unary, FloatBuffer alike, FloatBuffer near, float[] shares, int classes, float[] q) {
    for (int i = 0; i < shares.length; i++) {
      int from = i * classes;
      float smoothness = options.smoothness() / shares[i];
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = from; j < from + classes; j++) {
        // A pixel far from every manifold is similar only to itself.
        float like = alike.get(j);
        float liked = Float.isFinite(like) ? Math.min(1, Math.max(0, like)) : q[j];
        q[j] = unary[j] + options.appearance() * liked + smoothness * near.get(j);
        largest = Math.max(largest, q[j]);
      }
      float sum = 0;
      for (int j = from; j < from + classes; j++) {
        q[j] = (float) Math.exp(q[j] - largest);
        sum += q[j];
      }
      for (int j = from; j < from + classes; j++) {
        q[j] /= sum;
      }
    }
  }

  private static void likeliest(float[] q, int classes, int pixels, ByteBuffer found) {
    for (int i = 0; i < pixels; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (q[i * classes + c] > q[i * classes + best]) {
          best = c;
        }
      }
      found.put(found.position() + i, (byte) best);
    }
  }
}
