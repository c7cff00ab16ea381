package dev.weir.cli.stages;

import dev.weir.broker.BrokerOptions;
import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.OpenedCameras;
import dev.weir.capture.source.SourceOpener;
import dev.weir.cli.options.CameraModelOptions;
import dev.weir.cli.options.CameraOptions;
import dev.weir.cli.options.CameraSetup;
import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.options.OpenModels;
import dev.weir.cli.options.PageOptions;
import dev.weir.cli.options.RotationOptions;
import dev.weir.cli.shell.StopSignal;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.inference.Segmenter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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

/** {@code weir demo}: broker, ingest, segmenter, publisher and page in one process. */
@Command(
    name = "demo",
    description = {
      "Run everything in one process: broker, ingest, segmenter, publisher, dashboard.",
      "Without --source, show two rendered drives with known ground truth."
    },
    footer = {
      "",
      "Examples:",
      "  weir demo",
      "  weir demo --source front=rtsp://user:password@host/stream",
      "  weir demo --source clip.mp4 --headless --out /tmp/masks",
      "  weir demo --model icnet-camvid --model rear=mine.onnx"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final List<CameraId> DRIVES = List.of(new CameraId("front"), new CameraId("rear"));
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int KAFKA_PORT = 9092;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CameraOptions cameras = new CameraOptions();
  @Mixin private RotationOptions rotations = new RotationOptions();
  @Mixin private CameraModelOptions model = new CameraModelOptions();
  @Mixin private PageOptions page = new PageOptions();

  @Option(
      names = "--headless",
      description =
          "Run without the dashboard. Exit after the last frame and print the frame accounting.")
  private boolean headless;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also save each frame, mask and overlay as a file in this directory.")
  private @Nullable Path out;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description =
          "Port of the broker; 0 picks a free port (default: 9092, or a free port if it is taken).")
  private @Nullable Integer brokerPort;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    IngestOptions options =
        CameraSetup.options(
            cameras, headless ? IngestOptions.Speed.MAX : IngestOptions.Speed.REALTIME);
    int port = page.port();
    page.allowedOrigins(); // validated before the broker and the models start
    List<Camera> given = CameraSetup.of(cameras.sources());
    List<Camera> named = given.isEmpty() ? given : rotations.turn(given);
    for (Camera camera : named) {
      FrameSources.check(camera.url());
    }
    try (OpenedCameras sources = new OpenedCameras(new FrameSources(options.maxFps()));
        StopSignal stop = StopSignal.onSignal()) {
      try {
        stop.interruptibly(() -> sources.openAll(named, options.source()));
        return run(stop, named, sources, options, port, console);
      } catch (InterruptedException | IOException | RuntimeException e) {
        if (!stop.asked()) {
          throw e;
        }
        // A shutdown makes many starts fail; such failures are not reported.
        console.println("stopped before everything had started");
        return 0;
      }
    }
  }

  private int run(
      StopSignal stop,
      List<Camera> named,
      SourceOpener sources,
      IngestOptions options,
      int port,
      PrintWriter console)
      throws IOException, InterruptedException {
    try (BackgroundBroker broker = BackgroundBroker.start(BrokerOptions.at(brokerPort(), null));
        OpenModels models = model.open(usual(named))) {
      // wait for it: starting would slow the measurement below
      stop.interruptibly(broker::bootstrap);
      String bootstrap = broker.bootstrap();
      boolean drives = named.isEmpty();
      List<Camera> all = drives ? drives(models, options.maxFps(), console) : named;
      // A drive is rendered at the chosen rate; dropping frames would lose its ground truth.
      IngestOptions taken = drives ? options.withMaxFps(0) : options;
      try (DemoRun run =
          new DemoRun(bootstrap, models, all, sources, taken, headless ? null : page, port, out)) {
        stop.interruptibly(() -> run.start(console));
        console.println("broker=" + bootstrap);
        boolean complete = run.await(stop, headless);
        run.finish();
        for (String failure : run.failures()) {
          spec.commandLine().getErr().println("weir: " + failure);
        }
        console.println(run.accounting());
        return run.failures().isEmpty() && (complete || stop.asked()) ? 0 : 1;
      }
    }
  }

  /** Returns two drives, at the fastest rate that this machine can show without falling behind. */
  private List<Camera> drives(OpenModels models, double wanted, PrintWriter console)
      throws IOException {
    Map<Segmenter, Double> times = new LinkedHashMap<>(); // both drives usually share one model
    double millis = 0;
    for (CameraId drive : DRIVES) {
      Segmenter its = models.of(drive);
      if (!times.containsKey(its)) {
        times.put(its, InferenceTiming.millisPerFrame(its, WIDTH, HEIGHT));
      }
      millis += times.getOrDefault(its, 0.0) / DRIVES.size();
    }
    int cores = Runtime.getRuntime().availableProcessors();
    double around = DriveCost.millisPerFrame(WIDTH, HEIGHT);
    double fps =
        new DriveFrameRate(models.demand(), millis, around, cores).fps(wanted, DRIVES.size());
    String names =
        models.all().stream().map(s -> s.model().name()).collect(Collectors.joining(" and "));
    String takes = models.all().size() == 1 ? "takes" : "take";
    console.println(
        "cameras=2 synthetic %dx%d at %.1f frames/s each: %s %s %.0f ms a frame here, drawing and codecs %.0f"
            .formatted(WIDTH, HEIGHT, fps, names, takes, millis, around));
    return rotations.turn(List.of(drive(DRIVES.get(0), 7, fps), drive(DRIVES.get(1), 42, fps)));
  }

  /**
   * Returns the default model for each camera: one trained on rendered streets for drives, one
   * trained on real streets for the others.
   */
  private static Map<CameraId, String> usual(List<Camera> named) {
    Map<CameraId, String> models = new LinkedHashMap<>();
    DRIVES.forEach(drive -> models.put(drive, ModelFiles.DRIVES));
    if (!named.isEmpty()) {
      models.clear();
      for (Camera camera : named) {
        models.put(
            camera.id(), CameraSetup.rendered(camera) ? ModelFiles.DRIVES : ModelFiles.DEFAULT);
      }
    }
    return models;
  }

  private static Camera drive(CameraId id, long seed, double fps) {
    return new Camera(
        id,
        String.format(
            Locale.ROOT, "synthetic:street?seed=%d&size=%dx%d&fps=%s", seed, WIDTH, HEIGHT, fps));
  }

  private int brokerPort() {
    Integer wanted = brokerPort;
    if (wanted != null) {
      if (wanted < 0 || wanted > 65535) {
        throw new UsageException("--broker-port %d: expected 0 to 65535".formatted(wanted));
      }
      return wanted;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress("localhost", KAFKA_PORT));
      return KAFKA_PORT;
    } catch (IOException taken) {
      return 0; // a user's own broker; the demo starts another
    }
  }
}
