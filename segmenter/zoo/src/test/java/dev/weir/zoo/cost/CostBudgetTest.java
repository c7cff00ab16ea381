package dev.weir.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.networks.Networks;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A budget of multiply-accumulates")
class CostBudgetTest {
  private static final InputSize SIZE = new InputSize(240, 176);
  private static final int CLASSES = 11;
  private static final CostBudget BUDGET = new CostBudget(650_000_000, SIZE);

  static List<String> networks() {
    return Networks.names();
  }

  private static long cost(String network, double width) {
    Network at = Networks.of(network, CLASSES, width);
    return CostOps.of(at, SIZE.height(), SIZE.width()).multiplyAccumulates();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void makesANetworkAsWideAsItAffords(String network) {
    // When
    double width = BUDGET.width(network, CLASSES);

    // Then
    assertThat(width).isBetween(0.05, 1.0);
    assertThat(cost(network, width)).isLessThanOrEqualTo(650_000_000);
    if (width < 1) {
      assertThat(cost(network, width + 0.001)).isGreaterThan(650_000_000);
    }
  }

  @Test
  void leavesACheapNetworkAsItWasPublished() {
    assertThat(cost("icnet", 1)).isLessThan(650_000_000);
    assertThat(BUDGET.width("icnet", CLASSES)).isEqualTo(1);
  }

  @Test
  void tooSmallForTheNarrowestFormIsRefusedWithWhatItCosts() {
    assertThatThrownBy(() -> new CostBudget(1_000_000, SIZE).width("unet", CLASSES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unet: costs ")
        .hasMessageContaining(
            "240x176 and width 0.05, expected at most 1,000,000; raise the budget");
    assertThatThrownBy(() -> new CostBudget(0, SIZE))
        .hasMessageContaining("0 multiply-accumulates: expected 1 or more");
  }
}
