package dev.weir.cli.options;

import dev.weir.cli.shell.DurationConverter;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.CpuDemand;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.PipelineOptions;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.rules.FreshnessRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for batching, freshness and the delivery guarantee. */
public final class SegmentingOptions {
  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Maximum number of frames per inference, over all cameras (default: 8 on a GPU; 1 on a"
              + " CPU, with a CRF or with proposals).")
  private @Nullable Integer batch;

  @Option(
      names = "--batch-wait",
      paramLabel = "TIME",
      defaultValue = "2ms",
      converter = DurationConverter.class,
      description =
          "How long a frame waits for others while an inference runs (default: ${DEFAULT-VALUE}).")
  private Duration batchWait = PipelineOptions.DEFAULT_WAIT;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description =
          "Inferences that run at once (default: 1 on a CPU, 2 on a GPU; with a CRF, or proposals on a GPU,"
              + " one per core, at most 4).")
  private @Nullable Integer lanes;

  @Option(
      names = "--freshness",
      paramLabel = "[CAMERA=]POLICY",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      description = {
        "What to do on overload; repeatable:",
        "  lossless        segment all frames, even if late (default)",
        "  latest          drop a frame when its camera has a newer one",
        "  max-age=200ms   drop frames that are older",
        "  front*=latest   for some cameras only"
      })
  private List<String> freshness = new ArrayList<>();

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = {
        "Largest frame. Larger frames go to weir.dead without being decoded (default: what fits "
            + "into the heap and the machine, at most 36000000 for full frames, 8400000 with proposals, "
            + "4200000 with a CRF; a third of that with --exactly-once). The log shows the limit."
      })
  private @Nullable Long maxPixels;

  @Option(
      names = "--exactly-once",
      description =
          "Write masks and offsets in one transaction; readers see masks once it is committed.")
  private boolean exactlyOnce;

  /** Returns the defaults with the user's options applied. */
  public SegmenterStageOptions stage(CpuDemand demand) {
    try {
      SegmenterStageOptions stage =
          SegmenterStageOptions.defaults()
              .withPipeline(line(demand))
              .withFreshness(FreshnessRules.parse(freshness))
              .withGuarantee(
                  exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
      Long max = maxPixels;
      return max == null ? stage : stage.withMaxPixels(OptionalLong.of(max));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  /** Returns the pipeline options for inference with this CPU demand. */
  public PipelineOptions line(CpuDemand demand) {
    PipelineOptions standard = PipelineSizing.of(demand);
    return standard
        .withBatch(batch == null ? standard.batch() : batch)
        .withBatchWait(batchWait)
        .withConcurrency(lanes == null ? standard.concurrency() : lanes);
  }
}
