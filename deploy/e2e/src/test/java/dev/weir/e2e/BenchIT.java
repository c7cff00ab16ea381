package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir bench")
class BenchIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

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
  void engineComparesModelsInTurns() {
    String last =
        lastLine(
            "bench",
            "engine",
            "--model",
            "icnet-camvid",
            "--model",
            "icnet-camvid",
            "--size",
            "64x48",
            "--batch",
            "1",
            "--round",
            "200ms");

    assertThat(last)
        .matches(
            "model=icnet-camvid@\\w+ provider=CPU best_fps=\\S+ model2=icnet-camvid@\\w+"
                + " best_fps2=\\S+ ratio=\\S+");
    assertThat(Double.parseDouble(last.replaceFirst(".*ratio=", ""))).isBetween(0.1, 10.0);
  }

  @Test
  void otherRuntimesFindTheSameScores() {
    String last =
        lastLine("bench", "engine", "--against", "opencv,djl", "--batch", "1", "--round", "100ms");

    assertThat(last).containsPattern("weir_to_opencv=\\S+ .*weir_to_djl=\\S+ .*ratio=\\S+$");
    for (String rival : List.of("opencv", "djl")) {
      String apart = last.replaceFirst(".*" + rival + "_apart=(\\S+).*", "$1");
      assertThat(Double.parseDouble(apart)).as(last).isLessThan(1e-3);
    }
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
    assertThat(last)
        .containsPattern("heap_kb_per_frame=[1-9]\\S* segmenter_kb_per_frame=\\S+")
        .containsPattern("rss_start_mb=\\d+ rss_end_mb=\\d+");
  }

  @Test
  void latencyAccountsForEveryMask() {
    Path picture = directory.resolve("latency.png");
    String last =
        lastLine(
            "bench",
            "latency",
            "--size",
            "64x48",
            "--fps",
            "5",
            "--seconds",
            "2",
            "--exactly-once",
            "--picture",
            picture.toString());

    assertThat(last)
        .matches(
            "rss_mb=[1-9]\\d*(/[1-9]\\d*){10} heap_kb_per_frame=[1-9]\\S* "
                + "p50_ms=\\S+ p95_ms=\\S+ p99_ms=\\S+ max_ms=\\S+ fps=5.000 masks=21 dropped=0");
    assertThat(picture).isNotEmptyFile();
  }

  @Test
  void latencyEndsWhenFramesAreDropped() {
    String last =
        lastLine(
            "bench",
            "latency",
            "--size",
            "64x48",
            "--fps",
            "200",
            "--seconds",
            "1",
            "--freshness",
            "latest");

    assertThat(last).matches(".* masks=\\d+ dropped=\\d+");
    long masks = Long.parseLong(last.replaceFirst(".* masks=(\\d+) .*", "$1"));
    long dropped = Long.parseLong(last.replaceFirst(".* dropped=", ""));
    assertThat(masks + dropped).as(last).isEqualTo(601);
    assertThat(dropped).as(last).isPositive();
  }

  @Test
  void ingestIsComparedWithFfmpegWhereThatIsInstalled() {
    Path drive =
        Path.of(System.getProperty("weir.data", "../../../shared"))
            .resolve("data/drive/solidWhiteRight.mp4");
    assumeTrue(Files.exists(drive), drive + " is not there");

    String last =
        lastLine("bench", "ingest", drive.toString(), "--rounds", "1", "--round", "200ms");

    assertThat(last).containsPattern("^threads=2 ffmpeg=\\S+ kafka_fps=\\S+ decode_fps=\\S+");
    if (!last.contains("ffmpeg=absent")) {
      double ratio = Double.parseDouble(last.replaceFirst(".* ratio=", ""));
      assertThat(ratio).as(last).isGreaterThan(0.3);
    }
  }

  @Test
  void codecsAreMeasuredBySize() {
    String last =
        lastLine("bench", "codec", "--size", "64x48", "--rounds", "1", "--round", "200ms");

    assertThat(last)
        .matches(
            "size=64x48 jpeg_ms=\\S+ unjpeg_ms=\\S+ png_ms=\\S+ unpng_ms=\\S+ java_ms=\\S+"
                + " ratio=\\S+");
  }
}
