package dev.weir.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The learning rate")
class ScheduleTest {
  @Test
  void risesLinearlyThenDecaysPolynomially() {
    Schedule poly = new Schedule(Schedule.Shape.POLY, 10, 0.9);

    assertThat(poly.factor(0, 1000)).isCloseTo(0.1, within(1e-3));
    assertThat(poly.factor(4, 1000)).isCloseTo(0.5, within(0.01));
    assertThat(poly.factor(500, 1000)).isCloseTo(Math.pow(0.5, 0.9), within(1e-9));
    assertThat(poly.factor(999, 1000)).isLessThan(0.01);
  }

  @Test
  void decaysAlongHalfACosine() {
    Schedule cosine = new Schedule(Schedule.Shape.COSINE, 0, 1);

    assertThat(cosine.factor(0, 100)).isEqualTo(1);
    assertThat(cosine.factor(50, 100)).isCloseTo(0.5, within(1e-9));
    assertThat(cosine.factor(100, 100)).isCloseTo(0, within(1e-9));
  }

  @Test
  void staysConstantIfRequested() {
    assertThat(new Schedule(Schedule.Shape.CONSTANT, 0, 1).factor(99, 100)).isEqualTo(1);
  }
}
