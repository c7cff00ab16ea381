package dev.weir.zoo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.zoo.Conv;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.Shape;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.ModelMetadataTest;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Icnet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  private static final Parameter PAIR = new Parameter("a.b", List.of(2), Parameter.Role.BIAS);

  @TempDir Path directory;

  private Path safetensors(String header, float... values) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (float v : values) {
      bytes.putFloat(v);
    }
    return Files.write(directory.resolve("w.safetensors"), bytes.array());
  }

  @Test
  void safetensorsGiveTheirValuesByName() throws IOException {
    // Given
    Path file =
        safetensors("{\"a.b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 1.5f, -2);

    // When, Then
    assertThat(Safetensors.read(file).values(PAIR)).containsExactly(1.5f, -2);
  }

  @Test
  void aLayersGainScalesItsFirstKernelAlone() {
    // Given
    Shape input = new Shape(8, 4, 4);
    Parameter usual = Parameter.of("a", Conv.k3(4).withBias(), input).get(0);
    List<Parameter> faint = Parameter.of("a", Conv.k3(4).withBias().gain(0.25), input);
    Weights random = new RandomWeights(3);

    // When, Then
    float[] expected = random.values(usual);
    float[] values = random.values(faint.get(0));
    for (int i = 0; i < expected.length; i++) {
      assertThat(values[i]).isEqualTo(expected[i] / 4);
    }
    assertThat(random.values(faint.get(1))).containsOnly(0);
  }

  @Test
  void aMissingWeightAndAnotherShapeAreNamed() throws IOException {
    // Given
    Path file =
        safetensors("{\"a.b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 1);
    Weights weights = Safetensors.read(file);

    // When, Then
    assertThatThrownBy(() -> weights.values(PAIR))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("'a.b' has shape [1], the network expects [2]");
    assertThatThrownBy(() -> weights.values(new Parameter("c", List.of(1), Parameter.Role.BIAS)))
        .hasMessageContaining("no weight 'c'");
  }

  @Test
  void damagedSafetensorsAreRefused() throws IOException {
    Path beyond =
        safetensors("{\"a.b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 1);
    assertThatThrownBy(() -> Safetensors.read(beyond)).hasMessageContaining("the file is damaged");

    Path other = Files.writeString(directory.resolve("text"), "no weights at all");
    assertThatThrownBy(() -> Safetensors.read(other))
        .hasMessageContaining("expected a safetensors file");

    Path half = safetensors("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 1);
    assertThatThrownBy(() -> Safetensors.read(half)).hasMessageContaining("is F16, expected F32");
  }

  @Test
  void aDeployedModelIsACheckpoint() throws IOException {
    // Given
    Network network = new Icnet(11, 1);
    Weights random = new RandomWeights(7);
    ModelMetadata metadata = ModelMetadataTest.sample(new InputSize(96, 64));
    Path file = directory.resolve("m.onnx");

    // When
    DeployedModel.of(network, random, metadata).write(file);
    Weights read = OnnxWeights.read(file);

    // Then kernels come back in half precision, and everything else exactly
    Parameter kernel = new Parameter("conv2_1.3x3.w", List.of(32, 32, 3, 3), Parameter.Role.KERNEL);
    float[] expected = random.values(kernel);
    float[] values = read.values(kernel);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(Float16.toFloat(Float16.of(expected[i])));
    }
    Parameter bias = new Parameter("conv6_cls.b", List.of(11), Parameter.Role.BIAS);
    assertThat(read.values(bias)).containsExactly(random.values(bias));
    // and the file does not contain what only training needs
    assertThatThrownBy(
            () -> read.values(new Parameter("sub4_out.b", List.of(11), Parameter.Role.BIAS)))
        .hasMessageContaining("no weight 'sub4_out.b'");
  }

  @Test
  void aFileThatIsNoOnnxIsRefused() throws IOException {
    Path other = Files.writeString(directory.resolve("m.onnx"), "not a model at all");
    assertThatThrownBy(() -> OnnxWeights.read(other)).hasMessageContaining("expected an ONNX file");
  }
}
