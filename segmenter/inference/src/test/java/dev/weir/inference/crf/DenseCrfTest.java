package dev.weir.inference.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.inference.CrfOptions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fully connected CRF")
class DenseCrfTest {
  private static final int HEIGHT = 40;
  private static final int WIDTH = 48;
  private static final int PIXELS = HEIGHT * WIDTH;
  private static final int CLASSES = 4;
  private static final CrfOptions OPTIONS = new CrfOptions(3, 12, 20, 1, 1.5f, 5);

  /** Four colored fields with a slanted border, a noisy image, and an uncertain network. */
  private static final class Scene {
    final byte[] truth = new byte[PIXELS];
    final ByteBuffer frame = ByteBuffer.allocateDirect(PIXELS * 3);
    final float[] probabilities = new float[CLASSES * PIXELS];

    Scene(long seed) {
      this(seed, 1, 8);
    }

    /** Creates a scene with this color contrast and noise. */
    Scene(long seed, double contrast, double noise) {
      Random random = new Random(seed);
      int[][] colors = {{40, 60, 200}, {200, 80, 40}, {60, 190, 90}, {180, 180, 190}};
      for (int i = 0; i < PIXELS; i++) {
        int y = i / WIDTH;
        int x = i % WIDTH;
        int t = (x + y / 3 > WIDTH / 2 ? 1 : 0) + (y > HEIGHT / 2 ? 2 : 0);
        truth[i] = (byte) t;
        for (int c = 0; c < 3; c++) {
          double v = 128 + contrast * (colors[t][c] - 128) + noise * random.nextGaussian();
          frame.put(3 * i + c, (byte) Math.max(0, Math.min(255, v)));
        }
        float sum = 0;
        for (int c = 0; c < CLASSES; c++) {
          float p = (float) Math.exp(0.9 * random.nextGaussian() + (c == t ? 1 : 0));
          probabilities[c * PIXELS + i] = p;
          sum += p;
        }
        for (int c = 0; c < CLASSES; c++) {
          probabilities[c * PIXELS + i] /= sum;
        }
      }
    }

    byte[] refined(CrfOptions options) {
      ByteBuffer found = ByteBuffer.allocateDirect(PIXELS);
      new DenseCrf(options)
          .refine(frame, FloatBuffer.wrap(probabilities), CLASSES, HEIGHT, WIDTH, found);
      byte[] classes = new byte[PIXELS];
      found.get(0, classes);
      return classes;
    }

    /** The same mean field, computed exactly over every pair of pixels. */
    byte[] exact(CrfOptions o) {
      double[] q = new double[PIXELS * CLASSES];
      for (int i = 0; i < PIXELS; i++) {
        for (int c = 0; c < CLASSES; c++) {
          q[i * CLASSES + c] = probabilities[c * PIXELS + i];
        }
      }
      for (int k = 0; k < o.iterations(); k++) {
        double[] next = new double[q.length];
        for (int i = 0; i < PIXELS; i++) {
          update(o, q, next, i);
        }
        q = next;
      }
      byte[] best = new byte[PIXELS];
      for (int i = 0; i < PIXELS; i++) {
        for (byte c = 1; c < CLASSES; c++) {
          if (q[i * CLASSES + c] > q[i * CLASSES + best[i]]) {
            best[i] = c;
          }
        }
      }
      return best;
    }

    private void update(CrfOptions o, double[] q, double[] next, int i) {
      double[] alike = new double[CLASSES];
      double[] near = new double[CLASSES];
      double alikes = 0;
      double nears = 0;
      for (int j = 0; j < PIXELS; j++) {
        double dx = i % WIDTH - j % WIDTH;
        double dy = i / WIDTH - j / WIDTH;
        double apart = dx * dx + dy * dy;
        double color = 0;
        for (int c = 0; c < 3; c++) {
          double d = (frame.get(3 * i + c) & 0xFF) - (frame.get(3 * j + c) & 0xFF);
          color += d * d;
        }
        double a =
            Math.exp(
                -apart / (2 * o.position() * o.position()) - color / (2 * o.color() * o.color()));
        double n = Math.exp(-apart / (2 * o.near() * o.near()));
        alikes += a;
        nears += n;
        for (int c = 0; c < CLASSES; c++) {
          alike[c] += a * q[j * CLASSES + c];
          near[c] += n * q[j * CLASSES + c];
        }
      }
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        double score =
            Math.log(probabilities[c * PIXELS + i])
                + o.appearance() * alike[c] / alikes
                + o.smoothness() * near[c] / nears;
        next[i * CLASSES + c] = Math.exp(score);
        sum += next[i * CLASSES + c];
      }
      for (int c = 0; c < CLASSES; c++) {
        next[i * CLASSES + c] /= sum;
      }
    }

    byte[] likeliest() {
      byte[] best = new byte[PIXELS];
      for (int i = 0; i < PIXELS; i++) {
        for (byte c = 1; c < CLASSES; c++) {
          if (probabilities[c * PIXELS + i] > probabilities[best[i] * PIXELS + i]) {
            best[i] = c;
          }
        }
      }
      return best;
    }
  }

  private static double agreement(byte[] a, byte[] b) {
    int same = 0;
    for (int i = 0; i < a.length; i++) {
      same += a[i] == b[i] ? 1 : 0;
    }
    return (double) same / a.length;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsTheClassesThatEveryPairOfPixelsByItselfWouldGive(long seed) {
    // Given
    Scene scene = new Scene(seed);

    // When
    byte[] found = scene.refined(OPTIONS);

    // Then
    assertThat(agreement(found, scene.exact(OPTIONS))).isGreaterThan(0.99);
  }

  /** The manifolds approximate. This bounds the error where colors hardly separate the classes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void isCloseToThatWhereColorsHardlyTellTheClassesApart(long seed) {
    // Given
    Scene scene = new Scene(seed, 0.3, 20);
    CrfOptions weak = new CrfOptions(2, 12, 25, 0.5f, 1.5f, 5);

    // When
    byte[] found = scene.refined(weak);

    // Then
    byte[] exact = scene.exact(weak);
    assertThat(agreement(found, exact))
        .as("closer to it than what is not refined")
        .isGreaterThan(agreement(scene.likeliest(), exact));
    assertThat(agreement(found, exact)).isGreaterThan(0.94);
  }

  @Test
  void withoutAppearanceItIsExact() {
    // Given
    Scene scene = new Scene(5);
    CrfOptions smoothness = new CrfOptions(0, 12, 20, 2, 1.5f, 5);

    // When, Then
    assertThat(agreement(scene.refined(smoothness), scene.exact(smoothness))).isGreaterThan(0.999);
  }

  @Test
  void takesEdgesFromThePicture() {
    Scene scene = new Scene(6);

    assertThat(agreement(scene.likeliest(), scene.truth)).isLessThan(0.7);
    assertThat(agreement(scene.refined(OPTIONS), scene.truth)).isGreaterThan(0.95);
  }

  @Test
  void aPixelLikeNoOtherSpoilsNone() {
    // Given a few pixels with colors that occur nowhere else, and a kernel that separates them well
    Scene scene = new Scene(7);
    for (int i = 0; i < 6; i++) {
      int at = 3 * (WIDTH * 5 * i + 11 * i);
      scene.frame.put(at, (byte) (i * 50)).put(at + 1, (byte) 255).put(at + 2, (byte) (255 * i));
    }
    CrfOptions sharp = new CrfOptions(3, 12, 4, 1, 1.5f, 5);

    // When
    byte[] found = scene.refined(sharp);

    // Then
    assertThat(agreement(found, scene.truth)).isGreaterThan(0.85);
  }

  @Test
  void kernelsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new CrfOptions(1, 0, 1, 1, 1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deviations 0.0");
    assertThatThrownBy(() -> new CrfOptions(1, 1, 1, 1, 1, 0))
        .hasMessageContaining("at least one iteration");
  }
}
