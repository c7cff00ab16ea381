package dev.weir.cli.stages;

import dev.weir.cli.options.CameraModelOptions;
import dev.weir.cli.options.KafkaOptions;
import dev.weir.cli.options.OpenModels;
import dev.weir.cli.options.SegmentingOptions;
import dev.weir.cli.options.TopicOptions;
import dev.weir.cli.shell.StopSignal;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.inference.Segmenter;
import dev.weir.stream.SegmenterStage;
import dev.weir.stream.options.SegmenterStageOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir segment}: reads weir.frames, writes weir.masks. */
@Command(
    name = "segment",
    description = "Segment the frames of weir.frames and write masks to weir.masks.",
    footer = {
      "",
      "Segmenters of one --application share the cameras: start as many as there are partitions,"
          + " with",
      "the same models. Frames of a camera without a model go to weir.dead; the log says so.",
      "",
      "Examples:",
      "  weir segment --bootstrap localhost:9092 --model icnet-camvid --provider auto",
      "  weir segment --freshness front*=latest --freshness max-age=300ms",
      "  weir segment --model icnet-camvid --model 'gate*=gates.onnx'"
    })
public final class SegmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private CameraModelOptions model = new CameraModelOptions();
  @Mixin private TopicOptions topics = new TopicOptions();
  @Mixin private SegmentingOptions segmenting = new SegmentingOptions();

  @Option(
      names = "--application",
      paramLabel = "ID",
      defaultValue = SegmenterStageOptions.DEFAULT_APPLICATION,
      description = "Kafka Streams application (default: ${DEFAULT-VALUE}).")
  private String application = SegmenterStageOptions.DEFAULT_APPLICATION;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    int partitions = topics.partitions(); // report wrong usage before opening anything
    short replication = topics.replication();
    KafkaConnection connection = kafka.connection();
    try (OpenModels models = model.open()) {
      try (StopSignal stop = StopSignal.onSignal()) {
        SegmenterStageOptions options =
            segmenting
                .stage(models.demand())
                .withApplicationId(application)
                .withTopics(partitions, replication);
        SegmenterStage stage =
            stop.starting(() -> SegmenterStage.start(connection, models.byCamera(), options));
        try {
          for (Segmenter segmenter : models.all()) {
            out.println(
                "segmenting model=%s provider=%s (Ctrl-C stops it)"
                    .formatted(segmenter.id(), segmenter.provider()));
          }
          while (!stop.await(Duration.ofMillis(200)) && stage.failure().isEmpty()) {
            // until a stop is requested or the stage fails
          }
        } finally {
          stage.close();
        }
        FrameCounts counts = stage.counts();
        String failure = stage.failure().map(f -> String.valueOf(f.getMessage())).orElse("");
        out.println(counts.line("masks"));
        if (!failure.isEmpty()) {
          throw new IllegalStateException(failure);
        }
      }
    }
    return 0;
  }
}
