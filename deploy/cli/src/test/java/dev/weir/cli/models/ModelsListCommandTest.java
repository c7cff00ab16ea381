package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.OnnxNode;
import dev.weir.zoo.onnx.OnnxOps;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("weir models list")
class ModelsListCommandTest extends ModelsCommandKit {
  @Test
  void showsWhatIsInstalled() {
    assertThat(weir("models", "list")).isZero();

    assertThat(line("icnet-camvid "))
        .contains(" icnet ", " 2018 ", " 1 ", "960x720", "6.70 M", "9.64 G", " 11 ", "mIoU");
  }

  @Test
  void countsInstalledModelsAtAnotherSize() {
    assertThat(weir("models", "list", "--size", "960x704")).isZero();
    assertThat(line("icnet-camvid ")).contains("960x704", "9.3");
    assertThat(weir("models", "list", "--size", "small")).isEqualTo(2);
    assertThat(err.toString()).contains("working size 'small': expected WIDTHxHEIGHT");
  }

  @Test
  void showsTheNetworksTrainedOrNot() {
    assertThat(weir("models", "list", "--networks", "--size", "2048x1024")).isZero();

    assertThat(out.toString().lines()).hasSize(1 + Networks.names().size());
    assertThat(line("icnet "))
        .contains("2018", "6.70 M", "28.9", " 11 ", "icnet-camvid", "mIoU", "Zhao", "ICNet for");
    assertThat(line("unet "))
        .contains("2015", "31.03 M", " - ", "Ronneberger")
        .doesNotContain("mIoU");
  }

  @Test
  void namesAModelThatIsDamagedAndShowsTheRest() throws IOException {
    // Given
    segnet("sound.onnx", ClassMap.CAMVID);
    Path damaged = segnet("damaged.onnx", ClassMap.CAMVID);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    Files.write(directory.resolve("._sound.onnx"), new byte[] {0, 5, 22, 7});
    installOwnFolder();

    // When, then
    assertThat(weir("models", "list")).isEqualTo(1);
    assertThat(line("sound ")).contains("segnet");
    assertThat(err.toString()).contains("damaged.onnx: damaged").hasLineCount(1);
    assertThat(weir("models", "show", "damaged")).isEqualTo(1);
    assertThat(weir("eval", "--model=damaged", "--data=synthetic:street")).isEqualTo(1);
    assertThat(weir("publish", "--model=damaged")).isEqualTo(1);
    assertThat(weir("models", "ensemble", "x.onnx", "--model=damaged", "--model=sound"))
        .isEqualTo(1);
    assertThat(weir("models", "quantize", "--model=damaged", "--calibrate=synthetic:street", "x"))
        .isEqualTo(1);
    assertThat(weir("bench", "engine", "--model=damaged", "--against=opencv")).isEqualTo(1);
    assertThat(weir("models", "export", "--weights=" + damaged, "x.onnx")).isEqualTo(2);
    assertThat(weir("train", "--init=" + damaged, "--data=synthetic:street", "--run=" + directory))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(9).allMatch(l -> l.contains("onnx: damaged: its"));
  }

  @Test
  void showsAnEnsembleThatIsInstalled() throws IOException {
    // Given
    Path both = directory.resolve("both.onnx");
    Path segnet = segnet("segnet.onnx", ClassMap.CAMVID);
    weir("models", "ensemble", both.toString(), "--model=icnet-camvid", "--model=" + segnet);
    installOwnFolder();

    // When, Then
    assertThat(weir("models", "list")).isZero();
    assertThat(line("both ")).contains(" ensemble ", " - ");
  }

  @Test
  void readsAModelWithoutStartingOnnxRuntime() throws IOException {
    // Given: a graph that ONNX Runtime refuses
    Path file = directory.resolve("unknown.onnx");
    Network network = Networks.of("segnet", 11, 0.1);
    DeployedModel.of(
            network,
            new RandomWeights(1),
            camvid(network),
            (graph, weights, image) -> {
              OnnxOps ops = new OnnxOps(graph, weights, Unpooling.OPERATOR);
              OnnxOps.Map2d scores = network.scores(ops, image).main();
              String unknown = graph.add(new OnnxNode("NoSuchOperator").input(scores.name()));
              return new OnnxOps.Map2d(unknown, scores.shape());
            })
        .write(file);
    installOwnFolder();

    // When, then
    assertThat(weir("models", "list")).isZero();
    assertThat(line("unknown ")).contains(" segnet ", "96x64");
    assertThat(weir("models", "show", "unknown")).isZero();
    assertThat(weir("eval", "--model=unknown", "--data=synthetic:street?count=1")).isEqualTo(1);
    assertThat(err.toString()).contains("NoSuchOperator").hasLineCount(1);
  }

  private static ModelMetadata camvid(Network network) {
    return new ModelMetadata(
        network.name(),
        network.width(),
        ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
        ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
        Normalization.gray(0.42f, 0.28f),
        new InputSize(96, 64),
        Map.of());
  }
}
