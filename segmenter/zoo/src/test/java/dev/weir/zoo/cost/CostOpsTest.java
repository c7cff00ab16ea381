package dev.weir.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostOpsTest {
  private static final Shape MAP = new Shape(8, 9, 14);
  private final CostOps ops = new CostOps();

  @Test
  void convolutionsRoundUpAndUnpaddedOnesShrink() {
    assertThat(ops.conv("a", MAP, Conv.k3(4).stride(2))).isEqualTo(new Shape(4, 5, 7));
    assertThat(ops.conv("b", MAP, Conv.k7(4).unpadded())).isEqualTo(new Shape(4, 3, 8));
    assertThatThrownBy(() -> ops.conv("c", new Shape(8, 6, 9), Conv.k7(4).unpadded()))
        .hasMessageContaining("k7 d1 over 6 values: expected at least 7");
  }

  @Test
  void transposedConvolutionsGrow() {
    assertThat(ops.deconv("a", MAP, Deconv.k2s2(4))).isEqualTo(new Shape(4, 18, 28));
    assertThat(ops.deconv("b", MAP, Deconv.k3(4))).isEqualTo(new Shape(4, 9, 14));
    assertThat(ops.deconv("c", MAP, Deconv.k7(4))).isEqualTo(new Shape(4, 15, 20));
    assertThatThrownBy(() -> new Deconv(4, 2, 2, 1, false)).hasMessageContaining("below half");
  }

  @Test
  void unpoolingUndoesItsPoolAndNoOther() {
    // Given
    PooledWithIndices<Shape> pool = ops.indexedMaxPool(MAP);
    assertThat(pool.maxima()).isEqualTo(new Shape(8, 5, 7));

    // When, Then
    assertThat(ops.unpool(pool.maxima(), pool)).isEqualTo(MAP);
    assertThatThrownBy(() -> ops.unpool(MAP, pool))
        .hasMessageContaining("unpooling of 8x9x14 and 8x5x7: expected the same shape");
  }

  @Test
  void poolsRoundUp() {
    assertThat(ops.maxPool(MAP, 2, 2)).isEqualTo(new Shape(8, 5, 7));
    assertThat(ops.maxPool(MAP, 5, 1)).isEqualTo(MAP);
  }

  @Test
  void namesAreUsedOnceAndShapesMustAgree() {
    ops.dropout("drop", MAP, 0.5);
    assertThatThrownBy(() -> ops.dropout("drop", MAP, 0.5)).hasMessageContaining("occurs twice");
    assertThatThrownBy(() -> ops.mean(List.of(MAP, MAP.strided(2))))
        .hasMessageContaining("mean of 8x9x14 and 8x5x7");
  }
}
