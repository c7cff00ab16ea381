package dev.weir.cli.bench;

import static java.util.stream.Collectors.joining;

import dev.weir.bench.AllocationMeter;
import dev.weir.bench.BenchFrames;
import dev.weir.bench.BenchReport;
import dev.weir.bench.MaskLatencies;
import dev.weir.bench.MemoryUsage;
import dev.weir.bench.PipelineHarness;
import dev.weir.capture.source.FrameSize;
import dev.weir.cli.options.ModelOptions;
import dev.weir.cli.options.SegmentingOptions;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir bench latency}: how old a mask is, stage by stage, at a given rate. */
@Command(
    name = "latency",
    description = {
      "Measure how old a mask is when it can be read, stage by stage, at a given frame rate.",
      "A frame's age counts from the time it was due, so it includes waiting to be sent.",
      "Also report the memory of the process ten times during the run, and the heap per frame."
    })
final class BenchLatencyCommand implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final int MEMORY_MARKS = 10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private SegmentingOptions segmenting = new SegmentingOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "480x360",
      description = "Size of the frames (default: ${DEFAULT-VALUE}).")
  private String size = "480x360";

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of cameras, with one partition each (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "10",
      description = "Frame rate of each camera (default: ${DEFAULT-VALUE}).")
  private double fps;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Seconds to measure (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Draw latency by percentile to this PNG file.")
  private @Nullable Path picture;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the results to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    if (cameras < 1 || fps <= 0 || seconds < 1) {
      throw new UsageException("--cameras, --fps and --seconds: expected each more than 0");
    }
    BenchFrames frames = BenchFrames.of(FrameSize.parse(size));
    BenchReport report = new BenchReport();
    try (OnnxSegmenter segmenter = model.open();
        PipelineHarness rig =
            PipelineHarness.start(
                segmenter, segmenting.stage(segmenter.demand()), frames, cameras)) {
      rig.send(Instant.now());
      rig.awaitMasks(cameras); // warm-up: memory, kernels, connections
      Instant start = Instant.now();
      try (MaskLatencies latencies = MaskLatencies.read(rig.kafka(), start.plus(WARM_UP))) {
        long due = Math.round(fps * (seconds + WARM_UP.toSeconds()));
        List<Long> resident = new ArrayList<>();
        AllocationMeter allocations = new AllocationMeter();
        allocations.begin(rig.stage().counts().out());
        for (long i = 0; i < due; i++) {
          if (resident.size() <= i * MEMORY_MARKS / due) {
            resident.add(MemoryUsage.resident());
          }
          Instant captured = start.plusNanos(Math.round(i / fps * 1e9));
          waitUntil(captured);
          rig.send(captured);
        }
        rig.awaitEnd();
        latencies.awaitRead(rig.stage().counts().out() - cameras);
        allocations.end(rig.stage().counts().out());
        resident.add(allocations.residentMegabytes());
        report.result("rss_mb", resident.stream().map(String::valueOf).collect(joining("/")));
        report.result("heap_kb_per_frame", allocations.heapKilobytes());
        latencies.report(report);
        if (picture != null) {
          latencies.draw(
              "%s at %.4g fps".formatted(segmenter.model().id(), fps * cameras), picture);
        }
      }
      FrameCounts counts = rig.stage().counts();
      report.result("fps", fps * cameras);
      report.result("masks", counts.out());
      report.result("dropped", counts.droppedTotal());
    }
    report.print(spec.commandLine().getOut(), json);
    return 0;
  }

  private static void waitUntil(Instant time) {
    Duration left = Duration.between(Instant.now(), time);
    while (!left.isNegative() && !left.isZero()) {
      LockSupport.parkNanos(Math.min(left.toNanos(), TimeUnit.MILLISECONDS.toNanos(100)));
      left = Duration.between(Instant.now(), time);
    }
  }
}
