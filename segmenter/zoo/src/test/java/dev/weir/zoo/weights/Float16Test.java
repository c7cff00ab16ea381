package dev.weir.zoo.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Float16Test {
  @Test
  void everyHalfSurvivesTheWayThereAndBack() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = Float16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Float16.of(value) & 0xFFFF).isEqualTo(bits);
      }
    }
  }

  @Test
  void aFloatBecomesTheNearestHalf() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 8));
      if (Math.abs(value) > 65504) {
        continue;
      }
      short half = Float16.of(value);
      float error = Math.abs(Float16.toFloat(half) - value);
      assertThat(error)
          .isLessThanOrEqualTo(Math.abs(Float16.toFloat((short) (half + 1)) - value))
          .isLessThanOrEqualTo(Math.max(Math.abs(value) * 0x1p-11f, 0x1p-25f));
    }
  }

  @Test
  void whatIsTooLargeIsInfiniteAndWhatIsNoNumberStaysNone() {
    assertThat(Float16.toFloat(Float16.of(65520f))).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Float16.toFloat(Float16.of(-1e9f))).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Float16.toFloat(Float16.of(Float.NaN))).isNaN();
  }
}
