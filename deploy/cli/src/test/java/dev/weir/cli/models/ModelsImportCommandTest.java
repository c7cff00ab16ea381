package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir models import")
class ModelsImportCommandTest {
  private static final String DRIVE = "--data=synthetic:street?seeds=1-2&count=2&size=96x64";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path foreign = Path.of("");
  private Path imported = Path.of("");

  @BeforeEach
  void aNetworkAsFloatsInAndFloatsOut() throws IOException {
    System.setProperty("weir.models", directory.toString());
    foreign = directory.resolve("foreign.onnx");
    imported = directory.resolve("imported.onnx");
    Files.write(
        foreign,
        NetworkModel.scoring(
                Networks.of("icnet", 11, 0.125), new RandomWeights(1), new InputSize(96, 64), 1)
            .toBytes());
  }

  @AfterEach
  void forgetTheFolder() {
    System.clearProperty("weir.models");
  }

  private int weir(String... args) {
    return Weir.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
  }

  private int importing(String... options) {
    List<String> args = new ArrayList<>(List.of("models", "import"));
    args.addAll(List.of(foreign.toString(), imported.toString()));
    args.addAll(List.of(options));
    return weir(args.toArray(String[]::new));
  }

  @Test
  void makesAModelThatIsScoredShownListedAndMeasured() throws IOException {
    // When
    int exit =
        importing(
            "--classes=camvid",
            "--mean=0.406,0.456,0.485",
            "--std=0.25",
            "--order=bgr",
            "--note=terms=research");

    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("model=" + imported, "bytes=");
    Files.delete(foreign);
    assertThat(weir("models", "show", "imported")).isZero();
    assertThat(out.toString())
        .contains("network        an imported model", "96x64", "sky, building", "terms")
        .contains("(x / 255 - [0.485, 0.456, 0.406]) / [0.25, 0.25, 0.25]")
        .contains("foreign.onnx, operator set 18", "bgr, output 'scores'");
    assertThat(weir("models", "list")).isZero();
    assertThat(out.toString()).containsPattern("imported +imported +- ");
    assertThat(weir("eval", "--model=imported", DRIVE)).isZero();
    assertThat(weir("eval", "--model=imported", "--inference=crf", DRIVE)).isZero();
    assertThat(out.toString().lines().filter(l -> l.matches("mIoU=0\\.\\d+ .* frames=2")))
        .hasSize(2);
    assertThat(
            weir(
                "bench", "engine", "--model=imported", "--size=96x64", "--batch=2", "--round=10ms"))
        .isZero();
    assertThat(out.toString()).contains("best_fps=");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void isNotWhatTheZooCanWriteAgain() {
    assertThat(importing("--classes=camvid", "--mean=0", "--std=1")).isZero();

    assertThat(weir("models", "export", "--weights=" + imported, "x.onnx")).isEqualTo(2);
    assertThat(weir("models", "quantize", "--model=imported", "--calibrate=synthetic:street", "q"))
        .isEqualTo(2);
    assertThat(weir("bench", "engine", "--model=imported", "--against=opencv")).isEqualTo(2);
    assertThat(importing("--classes=camvid", "--mean=0", "--std=1")).isZero();
    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("an imported model"));
  }

  @Test
  void takesClassesFromAFile() throws IOException {
    // Given
    Path names = directory.resolve("classes.txt");
    StringBuilder lines = new StringBuilder("traffic light  #FAAA1E\n\n");
    for (int c = 1; c < 11; c++) {
      lines.append("class-").append(c).append(" #00000").append(c % 10).append('\n');
    }
    Files.writeString(names, lines);

    // When, Then
    assertThat(importing("--classes=" + names, "--mean=0.5", "--std=0.5")).isZero();
    assertThat(OnnxWeights.read(imported).metadata().classNames())
        .hasSize(11)
        .startsWith("traffic light", "class-1");
    assertThat(OnnxWeights.read(imported).metadata().classColors()).startsWith(0xFAAA1E, 1);

    Files.writeString(names, "road 804080");
    assertThat(importing("--classes=" + names, "--mean=0.5", "--std=0.5")).isEqualTo(2);
    assertThat(err.toString()).contains("'road 804080': expected a name and a color");
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("folder.onnx"));
    Path loop = Files.createSymbolicLink(directory.resolve("loop.onnx"), Path.of("loop.onnx"));

    for (Path file : List.of(folder, loop, Path.of("/dev/null"))) {
      foreign = file;
      assertThat(importing("--classes=camvid", "--mean=0", "--std=1")).isEqualTo(2);
    }
    assertThat(err.toString().lines()).hasSize(3);
    assertThat(err.toString())
        .contains("folder.onnx: is a folder", "loop.onnx: a symbolic link that", "null: is a dev");
  }

  @Test
  void ofOneScoreWantsTwoClassesTheBackgroundFirst() throws IOException {
    // Given
    Files.write(
        foreign,
        NetworkModel.scoring(
                Networks.of("icnet", 1, 0.125), new RandomWeights(1), new InputSize(96, 64), 1)
            .toBytes());
    Path one = Files.writeString(directory.resolve("one.txt"), "lane #ff0000\n");
    Path two = Files.writeString(directory.resolve("two.txt"), "rest #000000\nlane #ff0000\n");

    // When, then
    assertThat(importing("--classes=" + one, "--mean=0", "--std=1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("one score a pixel", "against the background", "lane #ff0000");
    assertThat(imported).doesNotExist();
    assertThat(importing("--classes=" + two, "--mean=0", "--std=1", "--threshold=0.4")).isZero();
    assertThat(OnnxWeights.read(imported).metadata().provenance().get("imported-from"))
        .contains("background up to a probability of 0.4");
    assertThat(importing("--classes=" + two, "--mean=0", "--std=1", "--scores=probabilities"))
        .isZero();
    assertThat(importing("--classes=" + two, "--mean=0", "--std=1", "--order=gray")).isEqualTo(2);
    assertThat(err.toString()).contains("--order gray", "of 3 channels, expected 1");
  }

  @Test
  void refusesWhatDoesNotFitAndWritesNothing() throws IOException {
    assertThat(importing("--classes=cityscapes", "--mean=0", "--std=1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("foreign.onnx: its output 'scores' has 11 scores a pixel", "has 19 classes");
    assertThat(importing("--classes=cats", "--mean=0", "--std=1")).isEqualTo(2);
    assertThat(err.toString()).contains("--classes cats: expected camvid, cityscapes, or a file");
    assertThat(importing("--classes=camvid", "--mean=123.675", "--std=1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--mean 123.675: expected fractions of 255", "divide by 255");
    assertThat(importing("--classes=camvid", "--mean=0,1", "--std=1")).isEqualTo(2);
    assertThat(err.toString()).contains("--mean 0.0,1.0: expected one number, or three");
    assertThat(importing("--classes=camvid", "--mean=0", "--std=0")).isEqualTo(2);
    assertThat(err.toString()).contains("expected numbers above 0");
    assertThat(importing("--classes=camvid", "--mean=0", "--std=1", "--size=64x64")).isEqualTo(2);
    assertThat(err.toString()).contains("--size 64x64: ", "foreign.onnx", "whose size is fixed");
    assertThat(importing("--classes=camvid", "--mean=0", "--std=1", "--output=aux")).isEqualTo(2);
    assertThat(err.toString()).contains("--output aux: ", "expected one of scores");
    assertThat(
            weir("models", "import", "nosuch.onnx", "x", "--classes=camvid", "--mean=0", "--std=1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("nosuch.onnx: no such file");
    assertThat(weir("eval", "--model=" + foreign, DRIVE)).isEqualTo(1);
    assertThat(err.toString()).contains("'weir models import' makes one");
    assertThat(imported).doesNotExist();
  }
}
