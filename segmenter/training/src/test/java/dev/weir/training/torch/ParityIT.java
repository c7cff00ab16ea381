package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.zoo.Network;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same image through libtorch and through ONNX Runtime, for every network of the zoo. */
@DisplayName("Parity of libtorch and ONNX Runtime")
class ParityIT {
  private static final int CLASSES = 11;

  /**
   * The fraction of the published channels. Every layer exists, and the test takes a tenth of the
   * time.
   */
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
                                    Parity.ofRandom(
                                        Networks.of(name, CLASSES, NARROW),
                                        random(name),
                                        Parity.noise(size[0], size[1]),
                                        size[0],
                                        size[1],
                                        folder))));
  }

  /**
   * Networks that unpool get identity normalization. Other normalization turns zero maps into
   * constants; then rounding decides which of four equal values is the maximum.
   */
  private static Weights random(String network) {
    Weights plain = new RandomWeights(7);
    boolean unpools = List.of("segnet", "deconvnet", "edeconvnet").contains(network);
    return unpools ? plain : new RandomNormalization(plain, 7, 0.25);
  }

  @TestFactory
  Stream<DynamicTest> scoresOfTheShippedModelsAgree() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      List<Path> models = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
      assertThat(models).hasSizeGreaterThanOrEqualTo(5);
      return models.stream()
          .map(
              model ->
                  DynamicTest.dynamicTest(
                      model.getFileName().toString(), () -> assertAgree(model, 97, 131)));
    }
  }

  private void assertAgree(Path model, int height, int width) throws Exception {
    OnnxWeights trained = OnnxWeights.read(model);
    ModelMetadata about = trained.metadata();
    Network network = Networks.of(about.network(), about.classNames().size(), about.width());
    Parity.ofTrained(network, trained, Parity.noise(height, width), height, width, folder);
  }
}
