package dev.weir.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.quantize.QuantizedModel;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("weir bench engine --against")
class BenchEngineCommandTest {
  @TempDir Path directory;
  private final StringWriter err = new StringWriter();

  private int bench(String... args) {
    String[] all =
        Stream.concat(Stream.of("bench", "engine", "--against=opencv,djl"), Stream.of(args))
            .toArray(String[]::new);
    return Weir.run(all, Map.of(), new PrintWriter(new StringWriter()), new PrintWriter(err));
  }

  static Stream<Arguments> leftOut() {
    return Stream.of(
        Arguments.of(
            List.of("--model=a", "--model=b"),
            "--model a --model b: --against compares one model, found 2; give --model once"),
        Arguments.of(
            List.of("--size=480x360,1280x720"),
            "--size 480x360,1280x720: --against runs a network at its model's own working"
                + " size; omit --size"),
        Arguments.of(
            List.of("--concurrency=1,2"),
            "--concurrency 1,2: --against runs one inference at a time; omit --concurrency"),
        Arguments.of(
            List.of("--provider=cuda"),
            "--provider cuda: --against runs on the CPU; expected cpu"));
  }

  @ParameterizedTest
  @MethodSource("leftOut")
  void refusesWhatItWouldLeaveOut(List<String> options, String message) {
    assertThat(bench(options.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).startsWith("weir: " + message);
  }

  private Path model(String name, Map<String, String> notes) throws IOException {
    return write(name, member(notes).model());
  }

  private Path write(String name, DeployedModel model) throws IOException {
    Path file = directory.resolve(name);
    model.write(file);
    return file;
  }

  private static EnsembleModel.Member member(Map<String, String> notes) {
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            0.1,
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            new InputSize(96, 64),
            notes);
    return new EnsembleModel.Member(
        "small@1",
        metadata,
        DeployedModel.of(Networks.of("icnet", 11, 0.1), new RandomWeights(1), metadata));
  }

  @Test
  void namesTheMembersOfAnEnsemble() throws IOException {
    Path both =
        write("both.onnx", EnsembleModel.of(List.of(member(Map.of()), member(Map.of())), Map.of()));

    assertThat(bench("--model=" + both)).isEqualTo(2);
    assertThat(err.toString())
        .contains("both.onnx: an ensemble of small@1, small@1; --against")
        .contains("name a member");
  }

  @Test
  void refusesAModelOfIntegers() throws IOException {
    Path quantized = model("int8.onnx", Map.of(DeployedModel.PRECISION, QuantizedModel.INTEGERS));

    assertThat(bench("--model=" + quantized)).isEqualTo(2);
    assertThat(err.toString())
        .contains("int8.onnx: its weights are 8-bit integers")
        .contains("name the model that it was quantized from");
  }
}
