package dev.weir.cli;

import dev.weir.dashboard.Dashboard;
import dev.weir.dashboard.DashboardOptions;
import dev.weir.frame.KafkaConnection;
import dev.weir.inference.Model;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.render.PublisherOptions;
import dev.weir.render.PublisherStage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir publish}: frames and masks to overlays, statistics and the page. */
@Command(
    name = "publish",
    description = "Pair frames and masks: write weir.overlays and weir.stats, serve the dashboard.",
    footer = {"", "Example:", "  weir publish --bootstrap localhost:9092 --port 8080"})
final class PublishCommand implements Callable<Integer> {
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
        "Call and colour the classes as this model does: the one that made the masks, which say",
        "its name but not its classes (default: CamVid's classes). Repeatable: each mask by the"
            + " model",
        "that it names, and masks of others by the first."
      })
  private List<String> models = new ArrayList<>();

  @Option(names = "--no-overlays", description = "Do not write weir.overlays.")
  private boolean noOverlays;

  @Option(
      names = "--opacity",
      paramLabel = "0-1",
      defaultValue = "0.5",
      description = "Of the mask in overlays (default: ${DEFAULT-VALUE}).")
  private double opacity = PublisherOptions.DEFAULT_OPACITY;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = {
        "Masks of more pixels go to weir.dead, and frames of more are not shown (default: as many as",
        "fit into the heap and the machine, at most 36000000)."
      })
  private @Nullable Long maxPixels;

  @Option(
      names = "--group",
      paramLabel = "ID",
      defaultValue = PublisherOptions.DEFAULT_GROUP,
      description =
          "Consumer group; publishers of one share the cameras (default: ${DEFAULT-VALUE}).")
  private String group = PublisherOptions.DEFAULT_GROUP;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int port = page.port();
    ModelClasses classes = classes();
    PublisherOptions options = options(classes);
    KafkaConnection connection = kafka.connect();
    AtomicReference<@Nullable PublisherStage> stage = new AtomicReference<>();
    try (Stop stop = Stop.onSignal();
        Dashboard dashboard =
            Dashboard.start(
                new DashboardOptions(page.host(), port, classes, c -> Map.of()),
                () -> {
                  PublisherStage running = stage.get();
                  return running == null ? List.of() : running.cameras();
                });
        PublisherStage publisher =
            stop.starting(() -> PublisherStage.start(connection, options, dashboard))) {
      stage.set(publisher);
      spec.commandLine()
          .getOut()
          .println("dashboard=%s (Ctrl-C stops it)".formatted(dashboard.uri()));
      while (!stop.await(Duration.ofDays(1))) {
        // until asked to stop
      }
    }
    return 0;
  }

  private PublisherOptions options(ModelClasses classes) {
    try {
      PublisherOptions options =
          PublisherOptions.defaults()
              .withGroupId(group)
              .withClasses(classes)
              .withTopics(topics.partitions(), topics.replication())
              .withOverlays(!noOverlays)
              .withOpacity(opacity);
      Long most = maxPixels;
      if (most != null) {
        return options.withMaxPixels(most);
      }
      return options;
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
      Model model = ModelsCommand.describe(ModelFiles.installed().resolve(name));
      byModel.put(model.id(), model.classes());
    }
    return ModelClasses.of(byModel);
  }
}
