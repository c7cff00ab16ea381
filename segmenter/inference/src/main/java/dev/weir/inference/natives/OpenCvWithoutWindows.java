package dev.weir.inference.natives;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.opencv.global.opencv_ximgproc;

/**
 * Loads OpenCV's {@code ximgproc} on machines that have no GTK.
 *
 * <p>The library itself needs none. JavaCPP's binding of it nevertheless loads that of {@code
 * highgui}, OpenCV's windows, and fails where GTK is missing, as on servers: its preset inherits
 * {@code video}, {@code calib3d}, {@code features2d} and then {@code highgui}
 * (bytedeco/javacpp-presets issue 593).
 *
 * <p>JavaCPP searches for a library once, remembers the places, and skips it from then on if there
 * were none. So this class asks for {@code highgui} first, in its own package, which does not have
 * it.
 */
public final class OpenCvWithoutWindows {
  /** Has the names of {@code highgui}'s two libraries, as its binding asks for them. */
  @Properties(@Platform(library = "jniopencv_highgui", link = "opencv_highgui@.413"))
  private static final class NoWindows {}

  static {
    try {
      Loader.load(NoWindows.class);
    } catch (UnsatisfiedLinkError expected) {
      // Not found, as it should be; that is what JavaCPP now remembers.
    }
    Loader.load(opencv_ximgproc.class);
  }

  private OpenCvWithoutWindows() {}

  /**
   * Loads {@code ximgproc}, once. To be called before the first use of its classes; any thread.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  public static void load() {
    // The static initializer did it.
  }
}
