package dev.weir.inference.natives;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.opencv.global.opencv_ximgproc;

/**
 * Loads OpenCV's {@code ximgproc} on machines without GTK.
 *
 * <p>{@code ximgproc} itself does not need GTK. But JavaCPP's binding also loads {@code highgui},
 * OpenCV's window library, and fails without GTK, as on servers. The cause is its preset, which
 * inherits {@code video}, {@code calib3d}, {@code features2d} and then {@code highgui}
 * (bytedeco/javacpp-presets issue 593).
 *
 * <p>JavaCPP searches for a library once and caches the result; a library that was not found is
 * skipped from then on. So this class first asks for {@code highgui} in its own package, where it
 * does not exist.
 */
public final class OpenCvWithoutWindows {
  /** Has the names of the two {@code highgui} libraries that the binding loads. */
  @Properties(@Platform(library = "jniopencv_highgui", link = "opencv_highgui@.413"))
  private static final class NoWindows {}

  static {
    try {
      Loader.load(NoWindows.class);
    } catch (UnsatisfiedLinkError expected) {
      // Not found, as intended: JavaCPP now caches that.
    }
    Loader.load(opencv_ximgproc.class);
  }

  private OpenCvWithoutWindows() {}

  /**
   * Loads {@code ximgproc} once. Call this before using its classes; any thread may.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  public static void load() {
    // The static initializer did the work.
  }
}
