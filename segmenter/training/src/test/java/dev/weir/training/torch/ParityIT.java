package dev.weir.training.torch;

import dev.weir.zoo.Networks;
import dev.weir.zoo.OnnxWeights;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same image through libtorch and through ONNX Runtime, for every network of the zoo. */
@DisplayName("Parity of libtorch and ONNX Runtime")
class ParityIT {
  private static final int CLASSES = 11;

  /** Of the published channels: every layer is there, in a tenth of the time. */
  private static final double NARROW = 0.125;

  private static final int[][] SIZES = {{64, 64}, {97, 131}};

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> scoresOfRandomWeightsAgree() {
    return Networks.names().stream()
        .flatMap(
            name ->
                Stream.of(SIZES)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                "%s at %dx%d".formatted(name, size[1], size[0]),
                                () ->
                                    Parity.of(
                                        Networks.of(name, CLASSES, NARROW),
                                        new RandomWeights(7),
                                        size[0],
                                        size[1],
                                        folder))));
  }

  @TestFactory
  Stream<DynamicTest> scoresOfTheShippedModelAgree() throws IOException {
    Path shipped = Path.of("../models/icnet-camvid.onnx");
    Weights trained = OnnxWeights.read(shipped);
    return Stream.of(SIZES)
        .map(
            size ->
                DynamicTest.dynamicTest(
                    "%s at %dx%d".formatted(shipped.getFileName(), size[1], size[0]),
                    () ->
                        Parity.ofTrained(
                            Networks.of("icnet", CLASSES, 1), trained, size[0], size[1], folder)));
  }
}
