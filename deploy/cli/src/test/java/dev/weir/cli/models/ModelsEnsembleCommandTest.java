package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("weir models ensemble")
class ModelsEnsembleCommandTest extends ModelsCommandKit {
  @Test
  void writesSeveralModelsAsOneThatSaysSo() throws IOException {
    // Given
    Path segnet = segnet("segnet.onnx", ClassMap.CAMVID);
    Path both = directory.resolve("both.onnx");

    // When
    int exit =
        weir("models", "ensemble", both.toString(), "--model=icnet-camvid", "--model=" + segnet);

    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(weir("models", "show", both.toString())).isZero();
    assertThat(line("network")).contains("an ensemble");
    assertThat(line("members")).containsPattern("icnet-camvid@\\w{12}, segnet@\\w{12}");
    assertThat(weir("models", "quantize", "--model=" + both, "--calibrate=synthetic:street", "q"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("an ensemble of icnet-camvid@", "quantize its members");
    assertThat(weir("models", "ensemble", "x", "--model=" + both, "--model=icnet-camvid"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("is an ensemble itself; name its members");
  }

  @Test
  void refusesModelsOfOtherClasses() throws IOException {
    Path city = segnet("city.onnx", ClassMap.CITYSCAPES);
    Path both = directory.resolve("both.onnx");

    assertThat(
            weir("models", "ensemble", both.toString(), "--model=icnet-camvid", "--model=" + city))
        .isEqualTo(2);
    assertThat(err.toString()).contains("has classes sky", "has road", "in the same order");
    assertThat(both).doesNotExist();
  }
}
