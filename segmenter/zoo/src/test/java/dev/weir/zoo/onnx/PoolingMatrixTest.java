package dev.weir.zoo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolingMatrixTest {
  @Test
  void cellsOverlapWhereTheBinsDoNotDivideTheLength() {
    assertThat(PoolingMatrix.rows(5, 2))
        .containsExactly(new float[] {1f / 3, 1f / 3, 1f / 3, 0, 0, 0, 0, 1f / 3, 1f / 3, 1f / 3});
  }

  @Test
  void cellsRepeatWhereThereAreMoreBinsThanValues() {
    assertThat(PoolingMatrix.rows(2, 3)).containsExactly(1, 0, 0.5f, 0.5f, 0, 1);
  }

  @Test
  void everyCellIsAMean() {
    for (int length = 1; length < 40; length++) {
      float[] columns = PoolingMatrix.columns(length, 6);
      for (int b = 0; b < 6; b++) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
          sum += columns[i * 6 + b];
        }
        assertThat(sum).isCloseTo(1, within(1e-6f));
      }
    }
  }
}
