package dev.weir.inference.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A box")
class BoxTest {
  @Test
  void overlapsAnotherByWhatTheyShareOfWhatTheyCover() {
    Box box = new Box(10, 20, 30, 40);

    assertThat(box.overlap(box)).isEqualTo(1);
    assertThat(box.overlap(new Box(25, 20, 30, 40))).isEqualTo(1 / 3.0, within(1e-9));
    assertThat(box.overlap(new Box(40, 20, 30, 40))).isZero();
    assertThat(box.overlap(new Box(0, 60, 100, 100))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // in the middle: 1.5 times as wide, aspect ratio 2
    "100, 100, 40, 20,   90, 95, 60, 30",
    // upright: as wide as the aspect ratio requires
    "100, 100, 20, 40,   50, 90, 120, 60",
    // at the border: moved, not cut
    "0, 0, 40, 20,       0, 0, 60, 30",
    "380, 180, 20, 20,   340, 170, 60, 30",
    // too large: the whole image
    "10, 10, 380, 180,   0, 0, 400, 200",
    "150, 0, 40, 200,    0, 0, 400, 200"
  })
  void isSeenWidenedAndOfAnAspectWithinThePicture(
      int x, int y, int width, int height, int vx, int vy, int vwidth, int vheight) {
    assertThat(new Box(x, y, width, height).view(1.5, 2, 400, 200))
        .isEqualTo(new Box(vx, vy, vwidth, vheight));
  }

  @Test
  void ofNoPixelsIsRefused() {
    assertThatThrownBy(() -> new Box(3, 4, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("box 0x2 at 3, 4");
  }
}
