package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory budget for pictures")
class MemoryBudgetTest {
  @Test
  void isASmallPartOfHeapAndMachine() {
    MemoryBudget here = MemoryBudget.ofThisProcess();

    assertThat(here.heapBytes()).isBetween(1L, Runtime.getRuntime().maxMemory() / 2);
    assertThat(here.nativeBytes()).isPositive();
  }

  @Test
  void holdsThePixelsForWhichBothSuffice() {
    MemoryBudget budget = new MemoryBudget(1000, 3000);

    assertThat(budget.pixels(10, 10)).isEqualTo(100);
    assertThat(budget.pixels(1, 10)).isEqualTo(300);
    assertThat(budget.pixels(0, 10)).isEqualTo(300);
    assertThat(budget.sharedBy(2).pixels(10, 10)).isEqualTo(50);
    assertThat(new MemoryBudget(0, 0).pixels(10, 10)).isEqualTo(1);
  }
}
