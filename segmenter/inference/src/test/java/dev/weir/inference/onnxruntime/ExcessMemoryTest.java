package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The excess memory check")
class ExcessMemoryTest {
  private static final long SMALL = 640 * 480;
  private static final long LARGE = 7680 * 4320;

  private final ExcessMemory surplus = new ExcessMemory();

  private int givenBack(int runs, long pixels) {
    int count = 0;
    for (int i = 0; i < runs; i++) {
      if (surplus.after(pixels)) {
        count++;
      }
    }
    return count;
  }

  @Test
  void goesBackAfterAFrameThatStandsOut() {
    givenBack(100, SMALL);

    assertThat(surplus.after(LARGE)).isTrue();
    assertThat(givenBack(100, SMALL)).isZero();
  }

  @Test
  void staysWhereFramesAreOfOneSize() {
    assertThat(givenBack(200, SMALL)).isZero();
    assertThat(new ExcessMemory().after(LARGE)).isFalse();
  }

  @Test
  void staysWhereLargeFramesAreTheUsualOnes() {
    givenBack(10, SMALL);

    assertThat(givenBack(200, LARGE)).isEqualTo(1); // only the first one was unusually large
  }

  @Test
  void goesBackOnceWhenLargeFramesHaveCeased() {
    givenBack(10, LARGE);

    assertThat(givenBack(200, SMALL)).isEqualTo(1);
  }
}
