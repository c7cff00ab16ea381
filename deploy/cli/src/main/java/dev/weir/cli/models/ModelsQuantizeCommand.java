package dev.weir.cli.models;

import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.OutputFiles;
import dev.weir.cli.shell.TaskProgress;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.tools.Calibrator;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.layout.DataSpec;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.quantize.ActivationRanges;
import dev.weir.zoo.quantize.CalibrationModel;
import dev.weir.zoo.quantize.QuantizedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir models quantize}: a model with 8-bit integers, for CPUs that run them faster. */
@Command(
    name = "quantize",
    description = "Write a model whose convolutions use 8-bit integers.",
    footer = {
      "",
      "It is faster on processors with VNNI or a similar extension. Score it with 'weir eval' before use.",
      "",
      "Example:",
      "  weir models quantize --model icnet-camvid --calibrate camvid=CamVid fast.onnx"
    })
final class ModelsQuantizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      required = true,
      description = "An installed model, or an .onnx file.")
  private String model = "";

  @Option(
      names = "--calibrate",
      paramLabel = "DATA",
      required = true,
      description =
          "Pictures to measure value ranges on: camvid=DIR, cityscapes=DIR, folder=DIR or synthetic:street.")
  private String data = "";

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "64",
      description = "Number of pictures, evenly spread (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Parameters(paramLabel = "FILE", description = "The .onnx file to write.")
  private @Nullable Path target;

  @Override
  public Integer call() throws IOException {
    OutputFiles.expect("FILE", target);
    if (frames < 1) {
      throw new UsageException("--frames %d: expected at least 1".formatted(frames));
    }
    Path file = ModelFiles.installed().resolve(model);
    OnnxWeights weights = OnnxWeights.read(file);
    ModelMetadata metadata = weights.metadata();
    if (EnsembleModel.is(metadata)) {
      throw new UsageException(
          "--model %s: an ensemble of %s; quantize its members, then make an ensemble of them"
              .formatted(model, EnsembleModel.members(metadata)));
    }
    if (ImportedModel.is(metadata)) {
      throw new UsageException(
          "--model %s: an imported model; quantize the original with its own tools, then import it: 'weir models quantize' supports only networks of the zoo"
              .formatted(model));
    }
    Network network =
        Networks.of(metadata.network(), metadata.classNames().size(), metadata.width());
    ActivationRanges ranges;
    try (Calibrator calibrator = new Calibrator(CalibrationModel.of(network, weights, metadata))) {
      measure(calibrator);
      ranges = calibrator.ranges();
    } catch (DataException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    Path to = java.util.Objects.requireNonNull(target);
    DeployedModel quantized = QuantizedModel.of(network, weights, metadata, ranges);
    quantized.write(to);
    spec.commandLine().getOut().println("model=%s bytes=%d".formatted(to, Files.size(to)));
    return 0;
  }

  private void measure(Calibrator calibrator) throws IOException {
    LabeledSource source = DataSpec.parse(data).withDefaultSplit("train").openPictures();
    int count = Math.min(frames, source.size());
    try (TaskProgress progress =
        TaskProgress.of("calibrating", "frames", count, spec.commandLine().getErr())) {
      for (int i = 0; i < count; i++) {
        LabeledImage image = source.read((int) ((long) i * source.size() / count));
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.bgr().length);
        pixels.put(0, image.bgr());
        calibrator.add(pixels, image.height(), image.width());
        progress.to(i + 1L);
      }
    }
  }
}
