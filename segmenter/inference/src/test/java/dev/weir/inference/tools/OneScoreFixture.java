package dev.weir.inference.tools;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ChannelOrder;
import dev.weir.zoo.model.ExternalModel;
import dev.weir.zoo.model.ExternalModelOutput;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Imports external networks whose scores have no background class. */
abstract class OneScoreFixture {
  static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  static final InputSize SIZE = new InputSize(64, 48);
  static final int PIXELS = 64 * 48;

  /** Scales pixels to -4 to 4: logits whose sigmoid is not close to 0 or 1. */
  static final Normalization NORMALIZATION = Normalization.gray(0.5f, 0.125f);

  @TempDir Path directory;

  static ModelMetadata metadata(int classes) {
    return new ModelMetadata(
        ImportedModel.NETWORK,
        1,
        IntStream.range(0, classes).mapToObj(c -> "class " + c).toList(),
        Collections.nCopies(classes, 0x804080),
        NORMALIZATION,
        SIZE,
        Map.of());
  }

  Path importModel(ExternalNetwork network, int classes, OptionalDouble threshold)
      throws IOException {
    ExternalModel read = ExternalModel.read(network.write(directory.resolve("external.onnx")));
    ChannelOrder order = read.order(null);
    ExternalModel external = read.ordered(order);
    ExternalModelOutput found = ImportTrial.run(external, external.output(null), SIZE);
    Path file = directory.resolve("imported.onnx");
    ImportedModel.of(external, found, metadata(classes), order, threshold).write(file);
    return file;
  }

  static ExternalNetwork network(int operators, Object count, int channels) {
    return new ExternalNetwork(operators, DataType.FLOAT, count, 3, 48, 64).scoring(channels);
  }

  static ByteBuffer noise(int bytes) {
    byte[] values = new byte[bytes];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).put(0, values);
  }

  static byte[] masks(Path model, ByteBuffer frames, int count) throws IOException {
    ByteBuffer classes = ByteBuffer.allocateDirect(count * PIXELS);
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model, CPU)) {
      segmenter.segment(frames, count, SIZE.height(), SIZE.width(), classes);
    }
    byte[] found = new byte[count * PIXELS];
    classes.get(0, found);
    return found;
  }

  /** Returns the probability of a pixel from one of its channels, red first. */
  static double probability(ByteBuffer frames, int pixel, int channel) {
    double value = Byte.toUnsignedInt(frames.get(3 * pixel + 2 - channel)) / 255.0;
    return 1 / (1 + Math.exp(-(value - 0.5) / 0.125));
  }
}
