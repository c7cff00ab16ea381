package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.cost.Cost;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("weir models show")
class ModelsShowCommandTest extends ModelsCommandKit {
  @Test
  void printsANetworkThatNobodyTrained() {
    int exit = weir("models", "show", "deeplabv3-50", "--size", "512x256", "--classes", "21");

    assertThat(exit).isZero();
    assertThat(line("paper")).contains("Rethinking Atrous Convolution");
    assertThat(line("conv5_3.3x3 ")).contains("conv k3 s1 d8", "512x16x32", "2,359,296");
    assertThat(line("score ")).contains("21x16x32", "5,397");
    assertThat(line("total")).contains("39,638,869");
  }

  static List<String> networks() {
    return Networks.names();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void addsUpTheLayersThatItPrints(String network) {
    // When
    assertThat(weir("models", "show", network, "--size", "224x160")).isZero();

    // Then
    long parameters = 0;
    long macs = 0;
    List<String> rows = out.toString().lines().dropWhile(l -> !l.startsWith("layer ")).toList();
    for (String row : rows.subList(1, rows.size() - 1)) {
      assertThat(row).matches(".{51} +\\d+x\\d+x\\d+\\b.*");
      parameters += number(row.substring(68, 80));
      macs += number(row.substring(80));
    }
    String total = rows.get(rows.size() - 1);
    assertThat(total).startsWith("total ");
    assertThat(parameters).isPositive().isEqualTo(number(total.substring(68, 80)));
    assertThat(macs).isPositive().isEqualTo(number(total.substring(80)));
    Cost counted = CostOps.of(Networks.of(network, 11, 1), 160, 224);
    assertThat(rows).hasSize(counted.layers().size() + 2);
    assertThat(macs).isEqualTo(counted.multiplyAccumulates());
  }

  private static long number(String cell) {
    return cell.isBlank() ? 0 : Long.parseLong(cell.strip().replace(",", ""));
  }

  @Test
  void scalesAndCounts() {
    assertThat(weir("models", "show", "unet", "--width", "0.25")).isZero();
    assertThat(line("network")).contains("unet, width 0.25");
    assertThat(line("down1_1 ")).contains("16x352x480");
  }

  @Test
  void refusesWhatIsNeitherModelNorNetworkAndOptionsThatDoNotFit() {
    assertThat(weir("models", "show", "nosuch")).isEqualTo(2);
    assertThat(err.toString())
        .contains("nosuch: expected an installed model", "icnet-camvid", "pspnet50");
    assertThat(weir("models", "show", "icnet-camvid", "--width", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("icnet-camvid is a model, which has its own");
    assertThat(weir("models", "show", "unet", "--width", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("width 7: expected 0.05 to 4");
  }

  @Test
  void saysThatAModelMatchesItsDigest() throws IOException {
    Path sound = segnet("sound.onnx", ClassMap.CAMVID);

    assertThat(weir("models", "show", sound.toString())).isZero();
    assertThat(line("content")).containsPattern("sha256:[0-9a-f]{64}, matches");
  }

  @Test
  @Timeout(60)
  void saysWhatANameIsThatIsNoModelFileWithoutOpeningIt() throws Exception {
    // Given
    Path folder = Files.createDirectories(directory.resolve("folder.onnx"));
    Path loop = Files.createSymbolicLink(directory.resolve("loop.onnx"), Path.of("loop.onnx"));
    Path empty = Files.createFile(directory.resolve("empty.onnx"));
    Path pipe = directory.resolve("pipe.onnx");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Map<Path, String> reasons =
        Map.of(
            folder,
            "is a folder, expected an ONNX file",
            loop,
            "a symbolic link that cannot be followed",
            empty,
            "an empty file, expected an ONNX file",
            pipe,
            "is a named pipe, expected an ONNX file",
            Path.of("/dev/null"),
            "is a device, expected an ONNX file");

    for (Map.Entry<Path, String> one : reasons.entrySet()) {
      // When
      err.getBuffer().setLength(0);
      int shown = weir("models", "show", one.getKey().toString());
      int scored = weir("eval", "--model=" + one.getKey(), "--data=synthetic:street?count=1");

      // Then
      assertThat(shown).isPositive();
      assertThat(scored).isPositive();
      assertThat(err.toString().lines())
          .hasSize(2)
          .allMatch(l -> l.contains(one.getKey() + ": " + one.getValue()));
    }
  }
}
