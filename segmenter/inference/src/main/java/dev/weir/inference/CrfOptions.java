package dev.weir.inference;

/**
 * A fully connected CRF's kernels (Krähenbühl, Koltun, NIPS 2011, equation 3) and how long it is
 * solved.
 *
 * @param appearance weight of the kernel over position and colour
 * @param position its deviation in pixels, θα
 * @param color its deviation in steps of 0 to 255, θβ
 * @param smoothness weight of the kernel over position alone
 * @param near its deviation in pixels, θγ
 * @param iterations of the mean field, from 1
 */
public record CrfOptions(
    float appearance, float position, float color, float smoothness, float near, int iterations) {
  /**
   * The best of five on a tenth of CamVid's val split at 480×360: stronger ones wipe out poles and
   * signs.
   */
  public static final CrfOptions DEFAULTS = new CrfOptions(1, 30, 8, 0.3f, 2, 3);

  public CrfOptions {
    if (!(appearance >= 0 && smoothness >= 0 && position > 0 && color > 0 && near > 0)
        || iterations < 1) {
      throw new IllegalArgumentException(
          "CRF of weights %s and %s, deviations %s, %s and %s, %d iterations: expected weights from 0, deviations above 0, at least one iteration"
              .formatted(appearance, smoothness, position, color, near, iterations));
    }
  }
}
