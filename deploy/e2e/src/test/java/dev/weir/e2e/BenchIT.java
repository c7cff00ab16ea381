package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("weir bench")
class BenchIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static String lastLine(String... args) {
    try (WeirProcess bench = WeirProcess.start(args)) {
      assertThat(bench.exitCode(PATIENCE)).as(bench.toString()).isZero();
      return bench.out().get(bench.out().size() - 1);
    }
  }

  @Test
  void engineSaysHowFastTheNetworkIs() {
    assertThat(lastLine("bench", "engine", "--size", "64x48", "--batch", "1,2", "--round", "100ms"))
        .matches("model=icnet-camvid@\\w+ provider=CPU best_fps=[0-9.]+");
  }

  @Test
  void pipelineComparesTheTwoOnTheSameFrames() {
    String last =
        lastLine(
            "bench",
            "pipeline",
            "--size",
            "64x48",
            "--cameras",
            "2",
            "--rounds",
            "1",
            "--round",
            "1s");

    assertThat(last)
        .contains("cameras=2")
        .containsPattern("pipeline_fps=\\S+ engine_fps=\\S+ ratio=\\S+$");
    double ratio = Double.parseDouble(last.replaceFirst(".*ratio=", ""));
    assertThat(ratio).as(last).isGreaterThan(0.2);
  }

  @Test
  void latencyAccountsForEveryMask() {
    String last = lastLine("bench", "latency", "--size", "64x48", "--fps", "5", "--seconds", "2");

    assertThat(last).matches("p50_ms=\\S+ p95_ms=\\S+ p99_ms=\\S+ fps=5.000 masks=21 dropped=0");
  }
}
