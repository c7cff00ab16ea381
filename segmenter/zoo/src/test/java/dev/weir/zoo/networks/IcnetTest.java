package dev.weir.zoo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weir.zoo.Scores;
import dev.weir.zoo.Shape;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.cost.LayerCost;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcnetTest {
  private static final Icnet ICNET = new Icnet(11, 1);

  @Test
  void isQuarteredFromTheUncompressedNetwork() {
    assertThat(CostOps.of(new Icnet(11, 2), 1024, 2048).parameters())
        .isCloseTo(26_500_000, withinPercentage(1));
  }

  @Test
  void costsThePublishedMultiplyAccumulates() {
    assertThat(CostOps.of(ICNET, 1024, 2048).multiplyAccumulates())
        .isCloseTo(28_900_000_000L, withinPercentage(3));
  }

  @Test
  void quartersItsCostWhenBothSidesAreHalved() {
    // O(Φ) is linear in height times width (ICNet, section 3.1)
    long large = CostOps.of(ICNET, 1024, 2048).multiplyAccumulates();
    long small = CostOps.of(ICNET, 512, 1024).multiplyAccumulates();
    assertThat(large).isCloseTo(4 * small, withinPercentage(0.1));
  }

  @Test
  void hasTheStridesOfTheTable() {
    // Given
    Map<String, Integer> strides = new LinkedHashMap<>();

    // When
    for (LayerCost layer : CostOps.of(ICNET, 1024, 2048).layers()) {
      if (layer.operation().startsWith("conv")) {
        assertThat(2048 / layer.output().width()).isEqualTo(1024 / layer.output().height());
        strides.put(layer.name(), 1024 / layer.output().height());
      }
    }

    // Then every layer is accounted for
    strides.forEach(
        (layer, stride) -> assertThat(stride).as(layer).isEqualTo(expectedStride(layer)));
    assertThat(strides).hasSize(3 + 16 * 3 + 4 + 1 + 2 + 2 + 3 + 2 + 1);
  }

  private static int expectedStride(String layer) {
    return switch (layer) {
      case "conv1_1", "conv1_2", "conv1_3" -> 4;
      case "conv1_sub1" -> 2;
      case "conv2_sub1" -> 4;
      case "conv3_sub1", "conv_sub2", "sub1_proj", "sub24_out" -> 8;
      case "conv6_cls" -> 4;
      case "conv_sub4", "sub2_proj", "sub4_out" -> 16;
      case "conv5_4" -> 32;
      default -> layer.startsWith("conv2_") ? 8 : layer.startsWith("conv3_1") ? 16 : 32;
    };
  }

  @Test
  void guidesAtASixteenthAndAnEighthAndScoresAtAQuarter() {
    // When
    Scores<Shape> scores = ICNET.scores(new CostOps(), new Shape(3, 720, 960));

    // Then
    assertThat(scores.main()).isEqualTo(new Shape(11, 180, 240));
    assertThat(scores.guidance())
        .containsExactly(
            new Scores.Guidance<>(new Shape(11, 45, 60), 0.16),
            new Scores.Guidance<>(new Shape(11, 90, 120), 0.4));
  }

  @ParameterizedTest
  @CsvSource({"64,64", "65,67", "97,131", "352,480", "479,641", "2048,1024", "1023,2047"})
  void takesAnySize(int height, int width) {
    // When
    Scores<Shape> scores = ICNET.scores(new CostOps(), new Shape(3, height, width));

    // Then
    assertThat(scores.main()).isEqualTo(new Shape(11, (height + 3) / 4, (width + 3) / 4));
  }
}
