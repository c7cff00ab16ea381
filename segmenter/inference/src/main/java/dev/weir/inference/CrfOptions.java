package dev.weir.inference;

/**
 * The kernels of a fully connected CRF (Krähenbühl, Koltun, NIPS 2011, equation 3) and its number
 * of iterations.
 *
 * @param appearance weight of the kernel over position and color
 * @param position its standard deviation over position in pixels, θα
 * @param color its standard deviation over color values 0 to 255, θβ
 * @param smoothness weight of the kernel over position alone
 * @param near its standard deviation in pixels, θγ
 * @param iterations mean-field iterations, from 1
 */
public record CrfOptions(
    float appearance, float position, float color, float smoothness, float near, int iterations) {
  /**
   * The best of five settings on a tenth of CamVid's val split at 480×360. Stronger settings erase
   * poles and signs.
   */
  public static final CrfOptions DEFAULTS = new CrfOptions(1, 30, 8, 0.3f, 2, 3);

  public CrfOptions {
    if (!(appearance >= 0 && smoothness >= 0 && position > 0 && color > 0 && near > 0)
        || iterations < 1) {
      throw new IllegalArgumentException(
          "CRF with weights %s and %s, standard deviations %s, %s and %s, and %d iterations: expected weights of 0 or more, deviations above 0, and at least one iteration"
              .formatted(appearance, smoothness, position, color, near, iterations));
    }
  }
}
