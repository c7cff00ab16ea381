package dev.weir.cli.bench;

import dev.weir.bench.BenchReport;
import dev.weir.bench.FfmpegProgram;
import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.capture.Camera;
import dev.weir.capture.FrameSources;
import dev.weir.capture.Ingest;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.HwAccel;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import dev.weir.cli.options.RoundOptions;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.inference.timing.Median;
import java.io.IOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir bench ingest}: how fast a file is decoded and how fast it is sent to Kafka. */
@Command(
    name = "ingest",
    description = {
      "Measure how fast a file is decoded, and how fast its frames reach a real broker.",
      "Compares decoding with the ffmpeg program on as many threads, if it is installed. Frames are",
      "sent as JPEGs. The three measurements take turns."
    },
    footer = {"", "Example:", "  weir bench ingest clip.mp4 --decode-threads 2"})
final class BenchIngestCommand implements Callable<Integer> {
  private static final Duration STUCK = Duration.ofMinutes(5);
  private static final CameraId CAMERA = new CameraId("bench");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RoundOptions rounds = new RoundOptions();

  @Parameters(paramLabel = "FILE", description = "A video.")
  private @Nullable Path file;

  @Option(
      names = "--decode-threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Decoder threads of Weir and of ffmpeg (default: ${DEFAULT-VALUE}).")
  private int threads = 2;

  @Option(
      names = "--hwaccel",
      paramLabel = "auto|cuda|vaapi|none",
      defaultValue = "none",
      description =
          "Device on which Weir decodes; ffmpeg uses the CPU (default: ${DEFAULT-VALUE}).")
  private String hwaccel = "none";

  @Option(
      names = "--ffmpeg",
      paramLabel = "PROGRAM",
      defaultValue = "ffmpeg",
      description = "Program to compare with (default: ${DEFAULT-VALUE}).")
  private String ffmpeg = "ffmpeg";

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path video = file;
    if (video == null || !Files.isRegularFile(video)) {
      throw new UsageException("%s: no such file, expected a video".formatted(video));
    }
    SourceOptions options = options();
    FfmpegProgram program = FfmpegProgram.find(ffmpeg);
    BenchReport report = new BenchReport();
    double[] counted = new double[rounds.count()];
    double[] plain = new double[rounds.count()];
    double[] sent = new double[rounds.count()];
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null))) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      sent(kafka, video, options); // warm-up: classes, connections, codecs
      int times = times(video, options);
      for (int i = 0; i < rounds.count(); i++) {
        Counted here = counted(video, options, times);
        counted[i] = here.fps();
        plain[i] =
            program == null ? Double.NaN : here.frames() / program.seconds(video, threads, times);
        sent[i] = sent(kafka, video, options);
        report.row(row(i + 1, counted[i], plain[i], sent[i]));
      }
    }
    report.result("threads", threads);
    report.result("ffmpeg", program == null ? "absent" : program.version());
    report.result("kafka_fps", Median.of(sent));
    report.result("decode_fps", Median.of(counted));
    if (program != null) {
      report.result("ffmpeg_fps", Median.of(plain));
      report.result("ratio", Median.of(counted) / Median.of(plain));
    }
    report.print(spec.commandLine().getOut(), rounds.json());
    return 0;
  }

  private SourceOptions options() {
    try {
      return SourceOptions.DEFAULTS.withDecodeThreads(threads).withHwaccel(HwAccel.parse(hwaccel));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  private static Map<String, Object> row(int round, double counted, double plain, double sent) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("round", round);
    row.put("decode_fps", counted);
    row.put("ffmpeg_fps", Double.isNaN(plain) ? "absent" : plain);
    row.put("ratio", Double.isNaN(plain) ? "absent" : counted / plain);
    row.put("kafka_fps", sent);
    return row;
  }

  /** The number of decoded pictures, and how long decoding took. */
  private record Counted(long frames, double seconds) {
    double fps() {
      return frames / seconds;
    }
  }

  /** Returns how often the file must be read to fill a round. */
  private int times(Path video, SourceOptions options) throws SourceException {
    double once = counted(video, options, 1).seconds();
    return (int) Math.max(1, Math.round(rounds.length().toNanos() / 1e9 / once));
  }

  private static Counted counted(Path video, SourceOptions options, int times)
      throws SourceException {
    long frames = 0;
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      try (FrameSource source = new FrameSources().open(video.toString(), options)) {
        while (source.next() != null) {
          frames++;
        }
      }
    }
    return new Counted(frames, (System.nanoTime() - start) / 1e9);
  }

  /** Returns frames per second into Kafka, from opening the file to the last acknowledgment. */
  private static double sent(KafkaConnection kafka, Path video, SourceOptions options)
      throws InterruptedException {
    IngestOptions all =
        IngestOptions.defaults().withSource(options).withSpeed(IngestOptions.Speed.MAX);
    Camera camera = new Camera(CAMERA, video.toString());
    try (Ingest ingest = Ingest.start(kafka, List.of(camera), new FrameSources(), all)) {
      long start = System.nanoTime();
      boolean over = ingest.awaitEnd(STUCK);
      double seconds = (System.nanoTime() - start) / 1e9;
      FrameCounts counts = ingest.counts().getOrDefault(CAMERA, FrameCounts.EMPTY);
      if (!over || counts.out() != counts.in() || !ingest.failures().isEmpty()) {
        throw new IllegalStateException(
            "%s did not reach Kafka completely: %s %s".formatted(video, counts, ingest.failures()));
      }
      return counts.out() / seconds;
    }
  }
}
