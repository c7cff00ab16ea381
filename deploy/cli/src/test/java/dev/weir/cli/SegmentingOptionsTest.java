package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.CameraId;
import dev.weir.inference.Load;
import dev.weir.stream.Freshness;
import dev.weir.stream.Guarantee;
import dev.weir.stream.SegmenterStageOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("The options of segmenting")
class SegmentingOptionsTest {
  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin SegmentingOptions options = new SegmentingOptions();
  }

  private static SegmenterStageOptions parsed(Load load, String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(args);
    return holder.options.builder(load).build();
  }

  @Test
  void areThoseOfTheLoadWhereTheUserIsSilent() {
    SegmenterStageOptions cpu = parsed(Load.ALL_CORES);

    assertThat(cpu.line()).isEqualTo(Lines.of(Load.ALL_CORES));
    assertThat(cpu.line().batch()).isEqualTo(1);
    assertThat(parsed(Load.NO_CORE).line().batch()).isEqualTo(8);
    assertThat(cpu.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
    assertThat(cpu.freshness().of(new CameraId("any"))).isEqualTo(Freshness.LOSSLESS);
  }

  @Test
  void areWhatTheUserSays() {
    SegmenterStageOptions options =
        parsed(
            Load.ALL_CORES,
            "--batch=4",
            "--batch-wait=10ms",
            "--lanes=2",
            "--exactly-once",
            "--freshness=front*=latest",
            "--freshness=max-age=1s");

    assertThat(options.line().batch()).isEqualTo(4);
    assertThat(options.line().batchWait()).isEqualTo(Duration.ofMillis(10));
    assertThat(options.line().lanes()).isEqualTo(2);
    assertThat(options.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
    assertThat(options.freshness().of(new CameraId("front2"))).isEqualTo(Freshness.LATEST);
    assertThat(options.freshness().of(new CameraId("rear")))
        .isEqualTo(Freshness.maxAge(Duration.ofSeconds(1)));
  }

  @Test
  void thatCannotBeMeantAreUsageErrors() {
    assertThatThrownBy(() -> parsed(Load.ALL_CORES, "--freshness=newest"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--freshness 'newest': expected lossless, latest or max-age");
    assertThatThrownBy(() -> parsed(Load.ALL_CORES, "--batch=0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("batch 0");
    assertThatThrownBy(() -> parsed(Load.ALL_CORES, "--batch-wait=2"))
        .hasMessageContaining("expected a time such as 2ms or 10s");
  }
}
