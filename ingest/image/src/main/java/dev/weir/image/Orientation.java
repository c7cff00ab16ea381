package dev.weir.image;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * The turn that makes stored pixels upright: first transpose, then flip, then rotate. Immutable.
 *
 * @param transpose rows become columns
 * @param flipColumns swap left and right
 * @param flipRows swap top and bottom
 * @param odd degrees clockwise around the center, for angles that are not quarter turns. The size
 *     stays, and corners are cut off or become black, as in FFmpeg.
 */
public record Orientation(boolean transpose, boolean flipColumns, boolean flipRows, double odd) {
  /** Shown as stored. */
  public static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** A quarter turn clockwise. */
  public static final Orientation CLOCKWISE_90 = new Orientation(true, true, false);

  /** Half a turn. */
  public static final Orientation HALF_TURN = new Orientation(false, true, true);

  /** Three quarter turns clockwise. */
  public static final Orientation CLOCKWISE_270 = new Orientation(true, false, true);

  private static final List<Orientation> BY_EXIF =
      List.of(
          UPRIGHT,
          new Orientation(false, true, false),
          HALF_TURN,
          new Orientation(false, false, true),
          new Orientation(true, false, false),
          CLOCKWISE_90,
          new Orientation(true, true, true),
          CLOCKWISE_270);

  /** Creates an orientation of quarter turns and mirror images only. */
  public Orientation(boolean transpose, boolean flipColumns, boolean flipRows) {
    this(transpose, flipColumns, flipRows, 0);
  }

  /**
   * Returns the orientation of the Exif tag {@code Orientation}, 1 to 8. Other values are {@link
   * #UPRIGHT}.
   */
  public static Orientation ofExif(int value) {
    return value >= 1 && value <= BY_EXIF.size() ? BY_EXIF.get(value - 1) : UPRIGHT;
  }

  /** Returns a turn by an angle that is not a quarter turn, in degrees clockwise. */
  public static Orientation ofOddAngle(double degrees) {
    return new Orientation(false, false, false, degrees);
  }

  /** Whether pixels are shown as stored. */
  public boolean upright() {
    return equals(UPRIGHT);
  }

  /** The width after the turn, in pixels. */
  public int width(int width, int height) {
    return transpose ? height : width;
  }

  /** The height after the turn, in pixels. */
  public int height(int width, int height) {
    return transpose ? width : height;
  }

  /**
   * Returns the turned pixels, or {@code stored} itself if this is upright.
   *
   * @param stored not changed
   * @param reuse memory to reuse if it is large enough, or null; must not be used afterward
   */
  public Pixels apply(Pixels stored, @Nullable Pixels reuse) {
    if (upright()) {
      return stored;
    }
    int width = stored.width();
    int height = stored.height();
    Pixels shown = Pixels.reuse(reuse, width(width, height), height(width, height));
    try (BytePointer from = new BytePointer(stored.bgr());
        Mat source = new Mat(height, width, CV_8UC3, from);
        BytePointer to = new BytePointer(shown.bgr());
        Mat target = new Mat(shown.height(), shown.width(), CV_8UC3, to)) {
      if (odd != 0) {
        rotate(source, target);
      } else if (transpose) {
        opencv_core.transpose(source, target);
        flip(target, target);
      } else {
        flip(source, target);
      }
    }
    return shown;
  }

  private void flip(Mat source, Mat target) {
    if (flipColumns || flipRows) {
      opencv_core.flip(source, target, flipColumns && flipRows ? -1 : flipColumns ? 1 : 0);
    }
  }

  /** Rotates around the center, which lies between two pixels if their number is even. */
  private void rotate(Mat source, Mat target) {
    double x = (source.cols() - 1) / 2.0;
    double y = (source.rows() - 1) / 2.0;
    double cos = Math.cos(Math.toRadians(odd));
    double sin = Math.sin(Math.toRadians(odd));
    double[] map = {cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y};
    try (DoublePointer values = new DoublePointer(map);
        Mat matrix = new Mat(2, 3, CV_64F, values);
        Size size = new Size(source.cols(), source.rows());
        Scalar black = new Scalar(0)) {
      warpAffine(source, target, matrix, size, INTER_LINEAR, BORDER_CONSTANT, black);
    }
  }

  /** A description such as {@code 90 degrees clockwise} or {@code mirrored left to right}. */
  @Override
  public String toString() {
    if (odd != 0) {
      return String.format(Locale.ROOT, "%.0f degrees clockwise", odd);
    }
    List<String> steps = new ArrayList<>();
    // An odd number of mirror images equals one mirror image followed by a turn.
    boolean mirrored = transpose ^ flipColumns ^ flipRows;
    if (mirrored) {
      steps.add("mirrored left to right");
    }
    int degrees = degrees(mirrored);
    if (degrees != 0) {
      steps.add(degrees + " degrees clockwise");
    }
    return steps.isEmpty() ? "upright" : String.join(", then ", steps);
  }

  /** The degrees clockwise, after the mirror image if there is one. */
  private int degrees(boolean mirrored) {
    if (!transpose) {
      return flipRows ? 180 : 0;
    }
    return mirrored == flipRows ? 90 : 270;
  }
}
