package dev.weir.cli.bench;

import dev.weir.bench.AllocationMeter;
import dev.weir.bench.BenchFrames;
import dev.weir.bench.BenchReport;
import dev.weir.bench.EngineThroughput;
import dev.weir.bench.PipelineHarness;
import dev.weir.capture.source.FrameSize;
import dev.weir.cli.options.ModelOptions;
import dev.weir.cli.options.RoundOptions;
import dev.weir.cli.options.SegmentingOptions;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.timing.Median;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir bench pipeline}: how much of the network's throughput the whole pipeline keeps. */
@Command(
    name = "pipeline",
    description = {
      "Measure throughput from frames to masks in a real broker.",
      "Compares it with the network alone on the same frames. The two take turns, so other load",
      "affects both."
    })
final class BenchPipelineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private SegmentingOptions segmenting = new SegmentingOptions();
  @Mixin private RoundOptions rounds = new RoundOptions();

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

  @Override
  public Integer call() throws Exception {
    if (cameras < 1) {
      throw new UsageException("--cameras %d: expected at least 1".formatted(cameras));
    }
    Duration round = rounds.length();
    int count = rounds.count();
    BenchFrames frames = BenchFrames.of(FrameSize.parse(size));
    BenchReport report = new BenchReport();
    try (OnnxSegmenter segmenter = model.open();
        PipelineHarness rig =
            PipelineHarness.start(
                segmenter, segmenting.stage(segmenter.demand()), frames, cameras)) {
      var line = segmenting.line(segmenter.demand());
      double speed =
          EngineThroughput.fps(
              segmenter, frames, line.batch(), line.concurrency(), round.dividedBy(4));
      rig.fps((int) Math.max(2.0 * cameras, speed * round.toMillis() / 4000));
      double[] engine = new double[count];
      double[] pipeline = new double[count];
      AllocationMeter allocations = new AllocationMeter();
      for (int i = 0; i < count; i++) {
        engine[i] =
            EngineThroughput.fps(segmenter, frames, line.batch(), line.concurrency(), round);
        allocations.begin(rig.stage().counts().out());
        pipeline[i] = rig.fps((int) Math.max(4.0 * cameras, engine[i] * round.toMillis() / 1000));
        allocations.end(rig.stage().counts().out());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("round", i + 1);
        row.put("engine_fps", engine[i]);
        row.put("pipeline_fps", pipeline[i]);
        row.put("ratio", pipeline[i] / engine[i]);
        row.put("rss_mb", allocations.residentMegabytes());
        report.row(row);
      }
      report.result("model", segmenter.model().id());
      report.result("size", size);
      report.result("cameras", cameras);
      allocations.report(report);
      report.result("pipeline_fps", Median.of(pipeline));
      report.result("engine_fps", Median.of(engine));
      report.result("ratio", Median.of(pipeline) / Median.of(engine));
    }
    report.print(spec.commandLine().getOut(), rounds.json());
    return 0;
  }
}
