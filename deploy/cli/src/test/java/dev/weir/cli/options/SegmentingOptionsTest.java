package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.inference.CpuDemand;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("Segmentation options")
class SegmentingOptionsTest {
  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin SegmentingOptions options = new SegmentingOptions();
  }

  private static SegmenterStageOptions parsed(CpuDemand demand, String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(args);
    return holder.options.stage(demand);
  }

  @Test
  void areThoseOfTheLoadWhereTheUserIsSilent() {
    SegmenterStageOptions cpu = parsed(CpuDemand.ALL_CORES);

    assertThat(cpu.pipeline()).isEqualTo(PipelineSizing.of(CpuDemand.ALL_CORES));
    assertThat(cpu.pipeline().batch()).isEqualTo(1);
    assertThat(parsed(CpuDemand.NO_CORE).pipeline().batch()).isEqualTo(8);
    assertThat(cpu.guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(cpu.freshness().of(new CameraId("any"))).isEqualTo(FreshnessPolicy.LOSSLESS);
  }

  @Test
  void areWhatTheUserSays() {
    SegmenterStageOptions options =
        parsed(
            CpuDemand.ALL_CORES,
            "--batch=4",
            "--batch-wait=10ms",
            "--concurrency=2",
            "--exactly-once",
            "--freshness=front*=latest",
            "--freshness=max-age=1s");

    assertThat(options.pipeline().batch()).isEqualTo(4);
    assertThat(options.pipeline().batchWait()).isEqualTo(Duration.ofMillis(10));
    assertThat(options.pipeline().concurrency()).isEqualTo(2);
    assertThat(options.guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(options.freshness().of(new CameraId("front2"))).isEqualTo(FreshnessPolicy.LATEST);
    assertThat(options.freshness().of(new CameraId("rear")))
        .isEqualTo(FreshnessPolicy.maxAge(Duration.ofSeconds(1)));
  }

  @Test
  void thatCannotBeMeantAreUsageErrors() {
    assertThatThrownBy(() -> parsed(CpuDemand.ALL_CORES, "--freshness=newest"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--freshness 'newest': expected lossless, latest or max-age");
    assertThatThrownBy(() -> parsed(CpuDemand.ALL_CORES, "--batch=0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("batch 0");
    assertThatThrownBy(() -> parsed(CpuDemand.ALL_CORES, "--batch-wait=2"))
        .hasMessageContaining("expected a time such as 2ms or 10s");
  }
}
