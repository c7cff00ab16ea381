package dev.weir.street;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures how long a picture takes on one core. It counts the thread's own time, so other load on
 * the machine does not affect the result:
 *
 * <pre>
 * mvn -pl ingest/street test-compile
 * java -cp ingest/street/target/classes:ingest/street/target/test-classes dev.weir.street.StreetBenchmark
 * </pre>
 */
final class StreetBenchmark {
  private static final double NANOS_A_MILLI = 1e6;

  private StreetBenchmark() {}

  public static void main(String[] args) {
    for (int[] size : new int[][] {{320, 240}, {640, 480}, {1280, 720}}) {
      double millis = millisPerPicture(size[0], size[1], 150, 300);
      System.out.println(
          String.format(
              Locale.ROOT,
              "%dx%d: %.1f ms of one core, %.0f pictures a second",
              size[0],
              size[1],
              millis,
              1000 / millis));
    }
  }

  /** The median time of a picture, after some that warm the compiler up. */
  static double millisPerPicture(int width, int height, int warmUp, int pictures) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    StreetDrive drive = new StreetDrive(7, width, height);
    byte[] bgr = new byte[width * height * 3];
    byte[] classes = new byte[width * height];
    double[] millis = new double[pictures];
    for (int i = -warmUp; i < pictures; i++) {
      long before = threads.getCurrentThreadCpuTime();
      drive.render((i + warmUp) / 15.0, bgr, classes);
      if (i >= 0) {
        millis[i] = (threads.getCurrentThreadCpuTime() - before) / NANOS_A_MILLI;
      }
    }
    Arrays.sort(millis);
    return millis[pictures / 2];
  }
}
