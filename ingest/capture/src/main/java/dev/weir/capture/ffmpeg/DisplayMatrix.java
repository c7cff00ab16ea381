package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import dev.weir.image.Orientation;

/**
 * FFmpeg's display matrix: nine fixed-point numbers that map stored pixels to shown ones.
 * Interpreted as the program {@code ffmpeg} does when it rotates automatically.
 */
final class DisplayMatrix {
  private static final int NUMBERS = 9;
  private static final double QUARTER = 90;
  private static final double TOLERANCE = 1; // tolerance in degrees for a quarter turn

  private DisplayMatrix() {}

  /** Returns the orientation of a matrix. A degenerate matrix means upright. */
  static Orientation orientation(int[] matrix) {
    if (matrix.length < NUMBERS) {
      return Orientation.UPRIGHT;
    }
    double found = -Math.round(av_display_rotation_get(matrix)); // clockwise
    double degrees = found - 360 * Math.floor(found / 360 + 0.9 / 360);
    int quarters = (int) Math.round(degrees / QUARTER);
    if (Double.isNaN(av_display_rotation_get(matrix))) {
      return Orientation.UPRIGHT;
    }
    if (Math.abs(degrees - quarters * QUARTER) >= TOLERANCE) {
      return Orientation.ofOddAngle(degrees);
    }
    return switch (quarters) {
      case 1 -> new Orientation(true, matrix[3] <= 0, false);
      case 2 -> new Orientation(false, matrix[0] < 0, matrix[4] < 0);
      case 3 -> new Orientation(true, matrix[3] < 0, true);
      default -> new Orientation(false, false, matrix[4] < 0);
    };
  }
}
