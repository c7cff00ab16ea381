package dev.weir.cli.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.ModelInfo;
import dev.weir.inference.Provider;
import dev.weir.inference.Segmenter;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Inference timing")
class InferenceTimingTest {
  /** Counts the colors in the pictures it receives. */
  private static final class Looking implements Segmenter {
    private final Set<Integer> colors = new HashSet<>();

    @Override
    public ModelInfo model() {
      throw new AssertionError("not asked for");
    }

    @Override
    public Provider provider() {
      return Provider.CPU;
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      for (int p = 0; p < height * width; p++) {
        colors.add(frames.get(3 * p) << 16 | frames.get(3 * p + 1) << 8 | frames.get(3 * p + 2));
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void showsItAStreetSinceAnEmptyPictureHasNothingToPropose() throws Exception {
    // Given
    Looking model = new Looking();

    // When
    double millis = InferenceTiming.millisPerFrame(model, 160, 120);

    // Then
    assertThat(model.colors).hasSizeGreaterThan(100);
    assertThat(millis).isPositive();
  }
}
