package dev.weir.cli;

import dev.weir.capture.FrameSize;
import dev.weir.inference.Segmenter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir bench engine}: the network alone, by size and batch. */
@Command(name = "engine", description = "The network alone: frames per second by size and batch.")
final class BenchEngineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      split = ",",
      defaultValue = "480x360,1280x720",
      description = "Sizes of frames (default: ${DEFAULT-VALUE}).")
  private List<String> sizes = List.of();

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,4",
      description = "Frames of one inference (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches = List.of();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      split = ",",
      defaultValue = "1",
      description = "Inferences at once (default: ${DEFAULT-VALUE}).")
  private List<Integer> lanes = List.of();

  @Option(
      names = "--round",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = DurationConverter.class,
      description = "How long each is measured, three times (default: ${DEFAULT-VALUE}).")
  private Duration round = Duration.ofSeconds(3);

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    BenchReport report = new BenchReport();
    double best = 0;
    try (Segmenter segmenter = model.open()) {
      for (String text : sizes) {
        BenchFrames frames = BenchFrames.of(FrameSize.parse(text));
        for (int batch : batches) {
          for (int lane : lanes) {
            double fps = median(segmenter, frames, batch, lane);
            best = Math.max(best, fps);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("size", text);
            row.put("batch", batch);
            row.put("lanes", lane);
            row.put("fps", fps);
            row.put("ms/batch", 1000.0 * batch * lane / fps);
            report.row(row);
          }
        }
      }
      report.result("model", segmenter.model().id());
      report.result("provider", segmenter.provider());
    }
    report.result("best_fps", best);
    report.print(spec.commandLine().getOut(), json);
    return 0;
  }

  private double median(Segmenter segmenter, BenchFrames frames, int batch, int lane)
      throws Exception {
    EngineRound.fps(segmenter, frames, batch, lane, Duration.ZERO); // memory and kernels
    double[] fps = new double[3];
    for (int i = 0; i < fps.length; i++) {
      fps[i] = EngineRound.fps(segmenter, frames, batch, lane, round);
    }
    return Medians.of(fps);
  }
}
