package dev.weir.cli;

import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestBooks;
import dev.weir.capture.IngestOptions;
import dev.weir.frame.CameraId;
import dev.weir.frame.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir ingest}: cameras into weir.frames. */
@Command(
    name = "ingest",
    description = "Take cameras and files into the topic weir.frames.",
    footer = {
      "",
      "Examples:",
      "  weir ingest --source front=rtsp://user:password@host/stream --bootstrap localhost:9092",
      "  weir ingest --source clip.mp4 --speed max",
      "  weir ingest --source rtsp://host/stream --fps 5 --size 1280x720 --hwaccel auto"
    })
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private CameraOptions cameras = new CameraOptions();
  @Mixin private RotationOptions rotations = new RotationOptions();
  @Mixin private TopicOptions topics = new TopicOptions();

  @Option(
      names = "--keep-trying",
      description = "Do not end when a camera cannot be reached at the start.")
  private boolean keepTrying;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Camera> named = Cameras.of(cameras.sources());
    if (named.isEmpty()) {
      throw new UsageException("no camera: name at least one with --source [NAME=]URL");
    }
    List<Camera> all = rotations.turn(named);
    IngestOptions options =
        Cameras.options(cameras, IngestOptions.Speed.REALTIME)
            .withTopics(topics.partitions(), topics.replication());
    KafkaConnection connection = kafka.connect();
    if (keepTrying) {
      for (Camera camera : all) {
        FrameSources.check(camera.url());
      }
    } else {
      Cameras.requireReachable(all, options.source());
    }
    try (Stop stop = Stop.onSignal()) {
      Ingest ingest =
          stop.starting(
              () -> Ingest.start(connection, all, new FrameSources(options.maxFps()), options));
      try {
        while (!stop.asked() && !ingest.awaitEnd(Duration.ofMillis(100))) {
          // until the last frame is in Kafka, or the user stops it
        }
      } finally {
        ingest.close();
      }
      Map<CameraId, IngestBooks> books = ingest.books();
      Map<CameraId, String> failures = ingest.failures();
      failures.values().forEach(f -> spec.commandLine().getErr().println("weir: " + f));
      books.forEach((id, b) -> out.println(line(id, b)));
      return failures.isEmpty() ? 0 : 1;
    }
  }

  /**
   * A camera's books: each drop by its cause, and what was never a frame only where there is any.
   */
  static String line(CameraId camera, IngestBooks books) {
    StringBuilder line =
        new StringBuilder(
            "camera=%s in=%d sent=%d dropped=%d"
                .formatted(camera, books.in(), books.sent(), books.droppedTotal()));
    new TreeMap<>(books.dropped())
        .forEach(
            (cause, count) ->
                line.append(" %s=%d".formatted(cause.name().toLowerCase(Locale.ROOT), count)));
    return line.append(books.thinned() == 0 ? "" : " thinned=" + books.thinned()).toString();
  }
}
