package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Imports external networks of three classes, and runs them. */
abstract class ImportFixture {
  static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  static final InputSize SIZE = new InputSize(64, 48);
  static final int PIXELS = 64 * 48;
  static final Normalization NORMALIZATION =
      new Normalization(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  @TempDir Path directory;

  Path file(String name) {
    return directory.resolve(name + ".onnx");
  }

  static ModelMetadata metadata(int classes, InputSize size) {
    return new ModelMetadata(
        ImportedModel.NETWORK,
        1,
        IntStream.range(0, classes).mapToObj(c -> "class " + c).toList(),
        Collections.nCopies(classes, 0x804080),
        NORMALIZATION,
        size,
        Map.of("terms", "none"));
  }

  static DeployedModel importedModel(
      Path file, int classes, ChannelOrder order, @Nullable InputSize asked) throws IOException {
    ExternalModel external = ExternalModel.read(file);
    InputSize size = external.size(asked);
    ExternalModelOutput found = ImportTrial.run(external, external.output(null), size);
    return ImportedModel.of(external, found, metadata(classes, size), order);
  }

  Path importModel(ExternalNetwork network) throws IOException {
    return written(
        "imported", importedModel(network.write(file("external")), 3, ChannelOrder.RGB, null));
  }

  Path written(String name, DeployedModel model) throws IOException {
    model.write(file(name));
    return file(name);
  }

  static ByteBuffer noise(int bytes) {
    byte[] values = new byte[bytes];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).put(0, values);
  }

  static byte[] masks(Segmenter inference, ByteBuffer frames, int count, InputSize size)
      throws IOException {
    int pixels = count * size.width() * size.height();
    ByteBuffer classes = ByteBuffer.allocateDirect(pixels);
    try (inference) {
      inference.segment(frames, count, size.height(), size.width(), classes);
    }
    byte[] found = new byte[pixels];
    classes.get(0, found);
    return found;
  }

  /** Computes the scores of a pixel: class 0 is the network's first channel. */
  static double[] scores(ByteBuffer frames, int pixel, ChannelOrder order) {
    double[] scores = new double[3];
    for (int c = 0; c < 3; c++) { // red, green, blue
      double value = Byte.toUnsignedInt(frames.get(3 * pixel + 2 - c)) / 255.0;
      double normalized = (value - NORMALIZATION.mean().get(c)) / NORMALIZATION.std().get(c);
      scores[order == ChannelOrder.RGB ? c : 2 - c] = normalized;
    }
    return scores;
  }

  static void assertLargest(byte[] found, ByteBuffer frames, ChannelOrder order) {
    for (int p = 0; p < found.length; p++) {
      double[] scores = scores(frames, p, order);
      double largest = Math.max(scores[0], Math.max(scores[1], scores[2]));
      assertThat(scores[found[p]]).as("pixel " + p).isGreaterThan(largest - 1e-4);
    }
    assertThat(found).contains(0, 1, 2);
  }

  /** Returns the sum of the probabilities of some pixels. */
  static List<Double> probabilities(Path model, ByteBuffer frames) throws IOException {
    FloatBuffer found = asked(model, frames);
    return IntStream.iterate(0, p -> p < PIXELS, p -> p + 97)
        .mapToObj(p -> IntStream.range(0, 3).mapToDouble(c -> found.get(c * PIXELS + p)).sum())
        .toList();
  }

  static FloatBuffer asked(Path model, ByteBuffer frames) throws IOException {
    FloatBuffer found =
        ByteBuffer.allocateDirect(3 * PIXELS * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    try (OnnxSegmenter segmenter = OnnxSegmenter.openForProbabilities(model, CPU)) {
      segmenter.probabilities(frames, SIZE.height(), SIZE.width(), found);
    }
    return found;
  }
}
