package dev.weir.cli.stages;

import dev.weir.capture.ffmpeg.FfmpegBuild;
import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.kafka.BrokerUnreachableException;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.image.NativeFailure;
import dev.weir.inference.Provider;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.onnxruntime.RuntimeBuild;
import dev.weir.training.torch.TorchBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir doctor}: checks this machine and suggests fixes. */
@Command(
    name = "doctor",
    description = {
      "Show what this machine has: Java, decoders, execution providers, models, a broker.",
      "Exit with code 1 if something is missing that Weir needs."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final List<String> CODECS =
      List.of("h264", "hevc", "mjpeg", "mpeg4", "vp9", "av1");
  private static final List<String> FORMATS = List.of("rtsp", "hls", "mov", "mpjpeg");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka brokers to look for (default: ${DEFAULT-VALUE}).")
  private String bootstrap = "localhost:9092";

  private boolean broken;

  @Override
  public Integer call() throws InterruptedException {
    java();
    decoders();
    model();
    gpu();
    cameras();
    broker();
    return broken ? 1 : 0;
  }

  private void java() {
    Runtime runtime = Runtime.getRuntime();
    ok(
        "java",
        "%s on %s %s, %d cores, heap of at most %d MB"
            .formatted(
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20));
  }

  private void decoders() {
    try {
      List<String> codecs = CODECS.stream().filter(FfmpegBuild::decodes).toList();
      List<String> formats = FORMATS.stream().filter(FfmpegBuild::reads).toList();
      ok("ffmpeg", FfmpegBuild.version() + " decodes " + codecs + " reads " + formats);
    } catch (LinkageError e) {
      missing("ffmpeg", NativeFailure.explain(e));
    }
  }

  private void model() {
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(
            ModelFiles.installed().resolve(null), new SegmenterOptions(ProviderChoice.AUTO, 0))) {
      ok("onnxruntime", RuntimeBuild.version() + ", built for " + RuntimeBuild.providers());
      double millis = InferenceTiming.millisPerFrame(segmenter, 640, 480);
      ok(
          "model",
          "%s on %s, %.0f ms per frame of 640x480"
              .formatted(segmenter.model().id(), segmenter.provider(), millis));
    } catch (IOException | UsageException e) {
      missing("model", e.getMessage() + "; set WEIR_MODELS to a directory of models");
    } catch (LinkageError e) {
      missing("onnxruntime", NativeFailure.explain(e));
    }
  }

  private void gpu() {
    try {
      if (!RuntimeBuild.providers().contains(Provider.CUDA)) {
        note(
            "cuda",
            "not in this build",
            "with an NVIDIA GPU, CUDA 12 and cuDNN 9: mvn -Pgpu package");
        return;
      }
      optional("cuda", RuntimeBuild.missing(Provider.CUDA));
      optional("tensorrt", RuntimeBuild.missing(Provider.TENSORRT));
    } catch (LinkageError e) {
      return; // already reported with the model
    }
    if (TorchBuild.hasCuda()) {
      optional("libtorch", TorchBuild.missing());
    }
  }

  /** Reports a component that this build supports but Weir does not require. */
  private void optional(String what, Optional<String> missing) {
    if (missing.isPresent()) {
      print("missing", what, missing.get());
    } else {
      ok(what, "has everything it needs");
    }
  }

  private void cameras() {
    try (Stream<Path> devices = Files.list(Path.of("/dev"))) {
      List<String> found =
          devices.map(Path::toString).filter(d -> d.matches("/dev/video\\d+")).sorted().toList();
      Optional<String> missing = FfmpegBuild.missingForDevices();
      if (found.isEmpty()) {
        note(
            "v4l2",
            "no camera on this machine",
            "connect one for v4l2:/dev/video0" + missing.map(why -> "; " + why).orElse(""));
      } else if (missing.isPresent()) {
        print("missing", "v4l2", String.join(" ", found) + " found, but " + missing.get());
      } else {
        ok("v4l2", String.join(" ", found));
      }
    } catch (IOException e) {
      note("v4l2", "no /dev on this system", "use rtsp:// or http:// cameras");
    }
  }

  private void broker() throws InterruptedException {
    try {
      new KafkaConnection(bootstrap).requireReachable(PATIENCE);
      ok("broker", bootstrap + " answers");
    } catch (BrokerUnreachableException | IllegalArgumentException e) {
      note(
          "broker",
          bootstrap + " does not answer",
          "weir demo starts its own; or start one with: weir broker");
    }
  }

  private void ok(String what, String found) {
    print("ok", what, found);
  }

  private void note(String what, String found, String fix) {
    print("note", what, found + "; " + fix);
  }

  /** Reports a missing component that Weir requires. */
  private void missing(String what, String text) {
    broken = true;
    print("missing", what, text);
  }

  private void print(String mark, String what, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-8s %-12s %s%n", mark, what, text);
  }
}
