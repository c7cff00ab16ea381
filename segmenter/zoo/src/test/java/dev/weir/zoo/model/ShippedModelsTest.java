package dev.weir.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A shipped model")
class ShippedModelsTest {
  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      List<Path> models = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
      assertThat(models).hasSizeGreaterThanOrEqualTo(5);
      return models;
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void carriesADigest(Path model) throws IOException {
    assertThat(ModelFile.read(model).digest()).isPresent();
  }
}
