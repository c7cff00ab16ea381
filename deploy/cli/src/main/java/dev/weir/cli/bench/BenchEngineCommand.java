package dev.weir.cli.bench;

import dev.weir.bench.BenchFrames;
import dev.weir.bench.BenchReport;
import dev.weir.bench.EngineThroughput;
import dev.weir.bench.NotComparableException;
import dev.weir.bench.RuntimeComparison;
import dev.weir.capture.source.FrameSize;
import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.options.ProviderOptions;
import dev.weir.cli.shell.DurationConverter;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.timing.InterleavedTiming;
import dev.weir.inference.timing.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code weir bench engine}: the network alone, by size and batch; compares models and runtimes.
 */
@Command(
    name = "engine",
    description = {
      "Measure the network alone: frames per second by size and batch.",
      "Several models take turns. So do other runtimes, which run the network of the same ONNX",
      "file without preprocessing and postprocessing."
    },
    footer = {
      "",
      "Examples:",
      "  weir bench engine --model icnet-camvid --model int8.onnx --size 480x360 --batch 1",
      "  weir bench engine --against opencv,djl --batch 1"
    })
final class BenchEngineCommand implements Callable<Integer> {
  private static final int ROUNDS = 3;
  private static final List<String> SIZES = List.of("480x360", "1280x720");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description =
          "An installed model or an .onnx file; repeatable, each is compared with the first"
              + " (default: icnet-camvid).")
  private List<String> models = List.of();

  @Mixin private ProviderOptions provider = new ProviderOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      description = "Sizes of frames (default: 480x360,1280x720).")
  private List<String> sizes = List.of();

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "1,2,4",
      description = "Frames per inference (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches = List.of();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      description = "Inferences that run at once (default: 1).")
  private List<Integer> concurrency = List.of();

  @Option(
      names = "--against",
      paramLabel = "opencv,djl",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      description = {
        "Compare with OpenCV's DNN module and DJL's ONNX Runtime engine instead, at the model's "
            + "own working size, on the CPU, one inference at a time."
      })
  private List<String> against = List.of();

  @Option(
      names = "--round",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = DurationConverter.class,
      description =
          "Duration of one measurement; each is repeated three times (default: ${DEFAULT-VALUE}).")
  private Duration round = Duration.ofSeconds(3);

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the results to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    BenchReport report = new BenchReport();
    if (!against.isEmpty()) {
      refuseWhatADuelLeavesOut();
    }
    List<Path> files = new ArrayList<>();
    for (String model : models.isEmpty() ? List.of(ModelFiles.DEFAULT) : models) {
      files.add(ModelFiles.installed().resolve(model));
    }
    if (against.isEmpty()) {
      measure(files, report);
    } else {
      int threads = provider.options().threads();
      try {
        new RuntimeComparison(files.get(0), against, threads, round).measure(batches, report);
      } catch (NotComparableException e) {
        throw new UsageException(String.valueOf(e.getMessage()), e);
      }
    }
    report.print(spec.commandLine().getOut(), json);
    return 0;
  }

  /** Refuses options that {@code --against} would have to ignore. */
  private void refuseWhatADuelLeavesOut() {
    if (models.size() > 1) {
      throw new UsageException(
          "--model %s: --against compares one model, found %d; give --model once"
              .formatted(String.join(" --model ", models), models.size()));
    }
    if (!sizes.isEmpty()) {
      throw new UsageException(
          "--size %s: --against runs a network at its model's own working size; omit --size, or create a model of another size with 'weir models export --size'"
              .formatted(String.join(",", sizes)));
    }
    if (concurrency.stream().anyMatch(count -> count != 1)) {
      throw new UsageException(
          "--concurrency %s: --against runs one inference at a time; omit --concurrency"
              .formatted(
                  concurrency.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }
    ProviderChoice where = provider.options().provider();
    if (where != ProviderChoice.AUTO && where != ProviderChoice.CPU) {
      throw new UsageException(
          "--provider %s: --against runs on the CPU; expected cpu, or omit --provider"
              .formatted(where.name().toLowerCase(Locale.ROOT)));
    }
  }

  private void measure(List<Path> files, BenchReport report) throws Exception {
    List<OnnxSegmenter> segmenters = new ArrayList<>();
    try {
      for (Path file : files) {
        segmenters.add(OnnxSegmenter.open(file, provider.options()));
      }
      List<double[]> found = new ArrayList<>();
      for (String text : sizes.isEmpty() ? SIZES : sizes) {
        BenchFrames frames = BenchFrames.of(FrameSize.parse(text));
        for (int batch : batches) {
          for (int lane : concurrency.isEmpty() ? List.of(1) : concurrency) {
            double[] fps = medians(segmenters, frames, batch, lane);
            found.add(fps);
            rows(segmenters, text, batch, lane, fps, report);
          }
        }
      }
      result(segmenters, found, report);
    } finally {
      segmenters.forEach(OnnxSegmenter::close);
    }
  }

  private static void rows(
      List<OnnxSegmenter> segmenters,
      String size,
      int batch,
      int lane,
      double[] fps,
      BenchReport report)
      throws IOException {
    for (int m = 0; m < fps.length; m++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("size", size);
      row.put("batch", batch);
      row.put("lanes", lane);
      row.put("fps", fps[m]);
      row.put("ms/batch", 1000.0 * batch * lane / fps[m]);
      if (fps.length > 1) {
        row.put("ratio", fps[m] / fps[0]);
        row.put("model", segmenters.get(m).model().name());
      }
      report.row(row);
    }
  }

  /** Reports the best throughput of each model, and the median ratio of each to the first. */
  private static void result(
      List<OnnxSegmenter> segmenters, List<double[]> found, BenchReport report) {
    OnnxSegmenter first = segmenters.get(0);
    report.result("model", first.model().id());
    report.result("provider", first.provider());
    report.result("best_fps", found.stream().mapToDouble(fps -> fps[0]).max().orElse(0));
    for (int m = 1; m < segmenters.size(); m++) {
      int other = m;
      report.result("model" + (m + 1), segmenters.get(m).model().id());
      report.result(
          "best_fps" + (m + 1), found.stream().mapToDouble(fps -> fps[other]).max().orElse(0));
      double[] ratios = found.stream().mapToDouble(fps -> fps[other] / fps[0]).toArray();
      report.result(m == 1 ? "ratio" : "ratio" + (m + 1), Median.of(ratios));
    }
  }

  /** Returns each model's median throughput, measured in turns. */
  private double[] medians(List<OnnxSegmenter> segmenters, BenchFrames frames, int batch, int lane)
      throws Exception {
    for (OnnxSegmenter segmenter : segmenters) {
      // warm-up: memory and kernels
      EngineThroughput.fps(segmenter, frames, batch, lane, Duration.ZERO);
    }
    List<InterleavedTiming.Round<Exception>> rounds = new ArrayList<>();
    for (OnnxSegmenter segmenter : segmenters) {
      rounds.add(() -> EngineThroughput.fps(segmenter, frames, batch, lane, round));
    }
    return InterleavedTiming.medians(rounds, ROUNDS);
  }
}
