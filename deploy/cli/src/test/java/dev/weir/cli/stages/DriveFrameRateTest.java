package dev.weir.cli.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.CpuDemand;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The frame rate of rendered drives")
class DriveFrameRateTest {
  private static double fps(CpuDemand demand, double network, double around, int cores) {
    return new DriveFrameRate(demand, network, around, cores).fps(0, 2);
  }

  @ParameterizedTest(name = "network {0} ms, around it {1} ms, {2} cores: {3} frames/s each")
  @CsvSource({"35, 30, 2, 5", "35, 60, 2, 3.5", "10, 35, 2, 9", "130, 30, 2, 2", "35, 30, 8, 6"})
  void sharesTheCoresBetweenTheNetworkAndWhatIsAroundIt(
      double network, double around, int cores, double fps) {
    assertThat(fps(CpuDemand.ALL_CORES, network, around, cores)).isEqualTo(fps);
  }

  @Test
  void keepsAnAcceleratorAtWorkSevenTenthsOfTheTimeAtMost() {
    assertThat(fps(CpuDemand.NO_CORE, 35, 10, 64)).isEqualTo(10);
    assertThat(fps(CpuDemand.NO_CORE, 5, 100, 2)).as("the cores draw and encode").isEqualTo(5);
  }

  @Test
  void hasSeveralFramesRefinedAtOnce() {
    assertThat(fps(CpuDemand.ONE_CORE, 100, 10, 64)).as("four lanes").isEqualTo(14);
    assertThat(fps(CpuDemand.ONE_CORE, 100, 10, 2)).as("two cores").isEqualTo(4.5);
  }

  @ParameterizedTest
  @CsvSource({"1000, 2", "0.1, 15"})
  void isEnoughToSeeMovementAndNoMoreThanTheEyeNeeds(double network, double fps) {
    assertThat(fps(CpuDemand.ALL_CORES, network, 1, 2)).isEqualTo(fps);
  }

  @ParameterizedTest(name = "--fps {0}: {1}")
  @CsvSource({"1000, 5", "5.1, 5", "4.2, 4.2", "0.5, 0.5"})
  void isWhatTheUserWantsUnlessTheMachineSustainsLess(double wanted, double fps) {
    assertThat(new DriveFrameRate(CpuDemand.ALL_CORES, 35, 30, 2).fps(wanted, 2)).isEqualTo(fps);
  }
}
