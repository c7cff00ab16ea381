package dev.weir.cli.stages;

import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.OpenedCameras;
import dev.weir.capture.source.SourceOpener;
import dev.weir.cli.options.CameraOptions;
import dev.weir.cli.options.CameraSetup;
import dev.weir.cli.options.KafkaOptions;
import dev.weir.cli.options.RotationOptions;
import dev.weir.cli.options.TopicOptions;
import dev.weir.cli.shell.StopSignal;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir ingest}: reads cameras into weir.frames. */
@Command(
    name = "ingest",
    description = "Read cameras and files, and write their frames to weir.frames.",
    footer = {
      "",
      "Examples:",
      "  weir ingest --source front=rtsp://user:password@host/stream --bootstrap localhost:9092",
      "  weir ingest --source clip.mp4 --speed max",
      "  weir ingest --source rtsp://host/stream --fps 5 --size 1280x720 --hwaccel auto"
    })
public final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private CameraOptions cameras = new CameraOptions();
  @Mixin private RotationOptions rotations = new RotationOptions();
  @Mixin private TopicOptions topics = new TopicOptions();

  @Option(
      names = "--keep-trying",
      description = "Start even if a camera cannot be reached, and keep trying.")
  private boolean keepTrying;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Camera> named = CameraSetup.of(cameras.sources());
    if (named.isEmpty()) {
      throw new UsageException("no camera: name at least one with --source [NAME=]URL");
    }
    List<Camera> all = rotations.turn(named);
    IngestOptions options =
        CameraSetup.options(cameras, IngestOptions.Speed.REALTIME)
            .withTopics(topics.partitions(), topics.replication());
    KafkaConnection connection = kafka.connection();
    try (OpenedCameras sources = new OpenedCameras(new FrameSources(options.maxFps()))) {
      if (keepTrying) {
        for (Camera camera : all) {
          FrameSources.check(camera.url());
        }
      } else {
        sources.openAll(all, options.source());
      }
      return run(connection, all, sources, options);
    }
  }

  private int run(
      KafkaConnection connection, List<Camera> all, SourceOpener sources, IngestOptions options)
      throws IOException, InterruptedException {
    try (StopSignal stop = StopSignal.onSignal()) {
      Ingest ingest = stop.starting(() -> Ingest.start(connection, all, sources, options));
      try {
        while (!stop.asked() && !ingest.awaitEnd(Duration.ofMillis(100))) {
          // until the last frame is in Kafka, or the user requests a stop
        }
      } finally {
        ingest.close();
      }
      Map<CameraId, Long> thinned = ingest.thinned();
      Map<CameraId, String> failures = ingest.failures();
      failures.values().forEach(f -> spec.commandLine().getErr().println("weir: " + f));
      PrintWriter out = spec.commandLine().getOut();
      ingest
          .counts()
          .forEach((id, counts) -> out.println(line(id, counts, thinned.getOrDefault(id, 0L))));
      return failures.isEmpty() ? 0 : 1;
    }
  }

  /**
   * Formats a camera's frame accounting; pictures that the frame rate limit skipped, only if there
   * were any.
   */
  static String line(CameraId camera, FrameCounts counts, long thinned) {
    return "camera=%s %s%s"
        .formatted(camera, counts.line("sent"), thinned == 0 ? "" : " thinned=" + thinned);
  }
}
