package dev.weir.cli.stages;

import dev.weir.cli.options.KafkaOptions;
import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.options.PageOptions;
import dev.weir.cli.options.TopicOptions;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.StopSignal;
import dev.weir.cli.shell.UsageException;
import dev.weir.dashboard.Dashboard;
import dev.weir.dashboard.DashboardOptions;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.inference.ModelInfo;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.PublisherOptions;
import dev.weir.pairing.PublisherOptions.StartFrom;
import dev.weir.pairing.PublisherStage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir publish}: turns frames and masks into overlays, statistics and the page. */
@Command(
    name = "publish",
    description = "Pair frames and masks: write weir.overlays and weir.stats, serve the dashboard.",
    footer = {
      "",
      "Examples:",
      "  weir publish --bootstrap localhost:9092 --port 8080",
      "  weir publish --page-only --allowed-origin https://wall.example"
    })
public final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private PageOptions page = new PageOptions();
  @Mixin private TopicOptions topics = new TopicOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = {
        "Model that made the masks, for the names and colors of their classes: masks carry only "
            + "the model's name (default: CamVid's classes). Repeatable: the first model is also used "
            + "for masks of models that are not given."
      })
  private List<String> models = new ArrayList<>();

  @Option(names = "--no-overlays", description = "Do not write weir.overlays.")
  private boolean noOverlays;

  @Option(
      names = "--page-only",
      description = {
        "Show all cameras, including those of other publishers, from now on, and write nothing. "
            + "Reads all partitions in a group of its own, unless --group names one."
      })
  private boolean pageOnly;

  @Option(
      names = "--opacity",
      paramLabel = "0-1",
      defaultValue = "0.5",
      description = "Opacity of the mask in overlays (default: ${DEFAULT-VALUE}).")
  private double opacity = PublisherOptions.DEFAULT_OPACITY;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = {
        "Largest mask and frame. Larger masks go to weir.dead, larger frames are not shown "
            + "(default: what fits into the heap and the machine, at most 36000000)."
      })
  private @Nullable Long maxPixels;

  @Option(
      names = "--group",
      paramLabel = "ID",
      description = {
        "Consumer group. Publishers of one group share the cameras; each shows its own "
            + "(default: "
            + PublisherOptions.DEFAULT_GROUP
            + ")."
      })
  private @Nullable String group;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DashboardOptions shown =
        new DashboardOptions(
            page.host(), page.port(), page.allowedOrigins(), classes(), c -> Map.of());
    PublisherOptions options = options(shown.classes());
    KafkaConnection connection = kafka.connection();
    AtomicReference<@Nullable PublisherStage> stage = new AtomicReference<>();
    try (StopSignal stop = StopSignal.onSignal();
        Dashboard dashboard =
            Dashboard.start(
                shown,
                () -> {
                  PublisherStage running = stage.get();
                  return running == null ? List.of() : running.cameras();
                },
                () -> {
                  PublisherStage running = stage.get();
                  return running == null
                      ? new PartitionShare(options.groupId(), List.of(), 0)
                      : running.share();
                });
        PublisherStage publisher =
            stop.starting(() -> PublisherStage.start(connection, options, dashboard))) {
      stage.set(publisher);
      spec.commandLine()
          .getOut()
          .println("dashboard=%s (Ctrl-C stops it)".formatted(dashboard.uri()));
      while (!stop.await(Duration.ofDays(1))) {
        // until a stop is requested
      }
    }
    return 0;
  }

  /** Returns the publisher's options from the command line. */
  public PublisherOptions options(ModelClasses classes) {
    String ownGroup = pageOnly ? "weir-page-" + UUID.randomUUID() : PublisherOptions.DEFAULT_GROUP;
    try {
      PublisherOptions options =
          PublisherOptions.defaults()
              .withGroupId(group == null ? ownGroup : group)
              .withStartFrom(pageOnly ? StartFrom.LATEST : StartFrom.EARLIEST)
              .withClasses(classes)
              .withTopics(topics.partitions(), topics.replication())
              .withStats(!pageOnly)
              .withOverlays(!pageOnly && !noOverlays)
              .withOpacity(opacity);
      Long max = maxPixels;
      return max == null ? options : options.withMaxPixels(max);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  private ModelClasses classes() throws IOException {
    if (models.isEmpty()) {
      return ModelClasses.all(ClassMap.CAMVID);
    }
    Map<String, ClassMap> byModel = new LinkedHashMap<>();
    for (String name : models) {
      ModelInfo model = ModelInfo.read(ModelFiles.installed().resolve(name));
      byModel.put(model.id(), model.classes());
    }
    return ModelClasses.of(byModel);
  }
}
