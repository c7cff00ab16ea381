package dev.weir.stream.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.image.MemoryBudget;
import dev.weir.inference.PixelCost;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pixel limit of a frame")
class PixelLimitTest {
  private static final long GIB = 1L << 30;
  private static final PipelineOptions ONE_AT_ONCE = PipelineOptions.forCpu(2);
  private static final MemoryBudget PLENTY = new MemoryBudget(100 * GIB, 100 * GIB);
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final PixelCost COST = new PixelCost(100, 400, 4_000_000, 50_000_000);

  private static long limit(PixelCost cost, PipelineOptions line, MemoryBudget memory) {
    return PixelLimit.of(cost, line, memory, STALLED, OptionalLong.empty()).ofFrame();
  }

  @Test
  void isWhatTheInferenceIsMeantForWhereThereIsMemoryEnough() {
    assertThat(limit(COST, ONE_AT_ONCE, PLENTY)).isEqualTo(4_000_000);
  }

  @Test
  void fitsTheHeap() {
    assertThat(limit(COST, ONE_AT_ONCE, new MemoryBudget(100_000_000, 100 * GIB)))
        .isBetween(800_000L, 1_000_000L);
  }

  @Test
  void fitsTheMachine() {
    assertThat(limit(COST, ONE_AT_ONCE, new MemoryBudget(100 * GIB, 400_000_000)))
        .isBetween(800_000L, 1_000_000L);
  }

  @Test
  void ofAllLanesTogetherIsWhatTheMemoryHolds() {
    PixelLimit small =
        PixelLimit.of(
            COST,
            ONE_AT_ONCE.withConcurrency(4),
            new MemoryBudget(100_000_000, 100 * GIB),
            STALLED,
            OptionalLong.empty());
    PixelLimit large =
        PixelLimit.of(COST, ONE_AT_ONCE.withConcurrency(4), PLENTY, STALLED, OptionalLong.empty());

    assertThat(small.together()).isEqualTo((int) small.ofFrame());
    assertThat(large.together()).isGreaterThan(20 * (int) large.ofFrame());
  }

  @Test
  void isWhatTheUserSaysUpToWhatTheBuffersHold() {
    for (long wanted : new long[] {1000, 9_000_000}) {
      assertThat(
              PixelLimit.of(COST, ONE_AT_ONCE, PLENTY, STALLED, OptionalLong.of(wanted)).ofFrame())
          .isEqualTo(wanted);
    }
    assertThat(
            PixelLimit.of(COST, ONE_AT_ONCE, PLENTY, STALLED, OptionalLong.of(Long.MAX_VALUE))
                .ofFrame())
        .isEqualTo(50_000_000);
  }

  @Test
  void takesUsualCamerasInASmallHeap() {
    // Given half a gigabyte of heap, half of it for frames, and the native memory that JavaCPP
    // allows
    MemoryBudget small = new MemoryBudget(256_000_000, 700_000_000);

    assertThat(limit(PixelCost.ofNetwork(11), ONE_AT_ONCE, small)).isGreaterThan(2560 * 1440);
    assertThat(limit(COST, ONE_AT_ONCE.withConcurrency(2), small)).isGreaterThan(1280 * 720);
  }

  @Test
  void leavesTimeWhereTransactionsLeaveLittle() {
    PixelLimit hurried =
        PixelLimit.of(COST, ONE_AT_ONCE, PLENTY, Duration.ofSeconds(5), OptionalLong.empty());

    assertThat(hurried.ofFrame()).isBetween(1_300_000L, 1_400_000L);
  }
}
