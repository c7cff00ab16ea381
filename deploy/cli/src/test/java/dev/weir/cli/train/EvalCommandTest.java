package dev.weir.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Icnet;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir eval")
class EvalCommandTest {
  private static final String TINY = "--data=synthetic:street?size=64x48&count=2";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int eval(String... args) {
    String[] all = Stream.concat(Stream.of("eval"), Stream.of(args)).toArray(String[]::new);
    return Weir.run(all, Map.of(), new PrintWriter(out), new PrintWriter(err));
  }

  private String model(List<ClassMap.Entry> classes) throws IOException {
    Path file = folder.resolve("tiny.onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            0.125,
            classes.stream().map(ClassMap.Entry::name).toList(),
            classes.stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            new InputSize(96, 64),
            Map.of());
    DeployedModel.of(new Icnet(classes.size(), 0.125), new RandomWeights(1), metadata).write(file);
    return "--model=" + file;
  }

  @Test
  void endsInTheLineForScriptsAndScoresDrivesThatAreKeptForThat() throws IOException {
    // Given
    String model = model(ClassMap.CAMVID.classes());
    Path json = folder.resolve("score.json");

    // When
    int exit = eval(model, TINY, "--boundary", "--json=" + json);

    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(1 + 11 + 2 + 1);
    assertThat(lines.get(lines.size() - 1)).matches("mIoU=0\\.\\d{4} accuracy=0\\.\\d{4} frames=2");
    assertThat(Files.readString(json)).contains("synthetic:street?count=2&seeds=1-999&size=64x48");
  }

  @Test
  void refusesAModelOfTheSameNumberOfClassesInAnotherOrder() throws IOException {
    // Given
    List<ClassMap.Entry> turned = new ArrayList<>(ClassMap.CAMVID.classes());
    Collections.reverse(turned);

    // When, then
    assertThat(eval(model(turned), TINY)).isEqualTo(2);
    assertThat(err.toString()).contains("synthetic:street is labeled in [sky,", "[bicyclist,");
  }

  @Test
  void refusesASplitWhereThereIsNoneOrAnother() {
    assertThat(eval(TINY, "--split=test")).isEqualTo(2);
    assertThat(err.toString()).contains("--split test: a rendered drive has no splits");
    assertThat(eval("--data=camvid=d?split=val", "--split=test")).isEqualTo(2);
    assertThat(err.toString()).contains("--split test: --data camvid=d?split=val names another");
  }

  @Test
  void refusesFilesThatItCouldNotWriteBeforeItLooksAtAnythingElse() {
    for (String option : List.of("--json", "--confusion")) {
      assertThat(eval("--model=nosuch", "--data=camvid=nosuch", option + "=none/x")).isEqualTo(2);
      assertThat(err.toString()).contains(option + " none/x: no folder none; create it first");
    }
    assertThat(eval("--data=camvid=nosuch", "--json=" + folder)).isEqualTo(2);
    assertThat(err.toString()).contains(folder + ": is a folder");
  }
}
