package dev.weir.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.tools.Calibrator;
import dev.weir.street.StreetDrive;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
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
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model on 8-bit integers")
class QuantizationIT {
  private static final Path SHIPPED = Path.of("../models/icnet-camvid.onnx");
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 0);

  @TempDir private Path folder;

  @Test
  void findsNearlyTheSameClassesInHalfTheBytes() throws IOException {
    // Given
    OnnxWeights weights = OnnxWeights.read(SHIPPED);
    ModelMetadata metadata = weights.metadata();
    Network network = Networks.of(metadata.network(), 11, metadata.width());
    ActivationRanges ranges;
    try (Calibrator calibrator = new Calibrator(CalibrationModel.of(network, weights, metadata))) {
      for (int second = 0; second < 4; second++) {
        calibrator.add(street(7, second * 5), HEIGHT, WIDTH);
      }
      ranges = calibrator.ranges();
    }

    // When
    Path file = folder.resolve("int8.onnx");
    QuantizedModel.of(network, weights, metadata, ranges).write(file);

    // Then
    ByteBuffer unseen = street(8, 31);
    byte[] floats = classes(SHIPPED, unseen);
    byte[] integers = classes(file, unseen);
    int same = 0;
    for (int p = 0; p < floats.length; p++) {
      same += floats[p] == integers[p] ? 1 : 0;
    }
    assertThat(same / (double) floats.length).isGreaterThan(0.97);
    assertThat(Files.size(file)).isLessThan(Files.size(SHIPPED) * 6 / 10);
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(file, CPU)) {
      assertThat(segmenter.model().metadata().provenance())
          .containsEntry(DeployedModel.PRECISION, QuantizedModel.INTEGERS);
    }
  }

  @Test
  void rejectsTheRangesOfAnotherNetwork() throws IOException {
    OnnxWeights weights = OnnxWeights.read(SHIPPED);
    ModelMetadata metadata = weights.metadata();
    ActivationRanges few = new ActivationRanges(List.of(0f), List.of(1f));

    assertThatThrownBy(
            () ->
                QuantizedModel.of(
                    Networks.of(metadata.network(), 11, metadata.width()), weights, metadata, few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ranges of 1 operations");
  }

  private static byte[] classes(Path model, ByteBuffer frame) throws IOException {
    ByteBuffer mask = ByteBuffer.allocateDirect(WIDTH * HEIGHT);
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model, CPU)) {
      segmenter.segment(frame, 1, HEIGHT, WIDTH, mask);
    }
    byte[] classes = new byte[WIDTH * HEIGHT];
    mask.get(0, classes);
    return classes;
  }

  private static ByteBuffer street(int seed, double second) {
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    new StreetDrive(seed, WIDTH, HEIGHT).render(second, bgr, new byte[WIDTH * HEIGHT]);
    ByteBuffer frame = ByteBuffer.allocateDirect(bgr.length);
    frame.put(0, bgr);
    return frame;
  }
}
