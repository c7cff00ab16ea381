package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir demo")
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern ACCOUNTING =
      Pattern.compile("in=(\\d+) masks=(\\d+) dropped=(\\d+) dead=(\\d+)( \\w+=\\d+)*");

  @TempDir private Path dir;

  @Test
  void aClipRunsToItsEndAndEveryFrameHasItsMask() {
    Path clip = Tool.data("drive/solidWhiteRight.mp4");

    try (WeirProcess demo = WeirProcess.start("demo", "--source", clip.toString(), "--headless")) {
      int exit = demo.exitCode(Duration.ofMinutes(3));

      assertThat(exit).as(demo.toString()).isZero();
      assertThat(demo.out()).last().isEqualTo("in=221 masks=221 dropped=0 dead=0");
      assertThat(demo.err()).as("no complaint").noneMatch(l -> l.contains("Exception"));
    }
  }

  @Test
  void framesAreCountedPerCameraAndSavedWithTheirMasksAndOverlays() throws IOException {
    Path out = dir.resolve("out");

    try (WeirProcess demo =
        WeirProcess.start("demo", "--headless", "--frames", "5", "--out", out.toString())) {
      int exit = demo.exitCode(PATIENCE);

      assertThat(exit).as(demo.toString()).isZero();
      assertThat(demo.out()).last().isEqualTo("in=10 masks=10 dropped=0 dead=0");
      assertThat(demo.out())
          .as("the model that was learnt from such drives")
          .anyMatch(line -> line.matches("cameras=2 .*: icnet-synthetic takes \\d+ ms .*"));
    }
    List<Path> cameras = list(out);
    assertThat(cameras).hasSize(2);
    for (Path camera : cameras) {
      assertThat(list(camera)).as("one session").hasSize(1);
      Path session = list(camera).get(0);
      assertThat(list(session)).hasSize(15);
      for (Path file : list(session)) {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).as(file.toString()).isEqualTo(640);
        assertThat(image.getHeight()).as(file.toString()).isEqualTo(480);
        if (file.toString().endsWith("-mask.png")) {
          assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
        }
      }
    }
  }

  @Test
  void aRateAboveWhatTheMachineSustainsIsLoweredAndLosesNothing() {
    try (WeirProcess demo =
        WeirProcess.start("demo", "--headless", "--frames=3", "--fps=1000", "--broker-port=0")) {
      int exit = demo.exitCode(PATIENCE);

      assertThat(exit).as(demo.toString()).isZero();
      assertThat(demo.out()).last().isEqualTo("in=6 masks=6 dropped=0 dead=0");
      String rate = demo.awaitLine("at (\\S+) frames/s each", PATIENCE);
      assertThat(Double.parseDouble(rate)).isBetween(2.0, 15.0);
    }
  }

  @Test
  void eachCameraHasTheMasksOfItsOwnModelInThatModelsColors() throws IOException {
    // Given a second model with other classes than the bundled one
    Path city = dir.resolve("city.onnx");
    DeployedModel.of(
            Networks.of("icnet", ClassMap.CITYSCAPES.size(), 0.1),
            new RandomWeights(3),
            new ModelMetadata(
                "icnet",
                0.1,
                ClassMap.CITYSCAPES.classes().stream().map(ClassMap.Entry::name).toList(),
                ClassMap.CITYSCAPES.classes().stream().map(ClassMap.Entry::rgb).toList(),
                Normalization.gray(0.42f, 0.28f),
                InputSize.parse("160x128"),
                Map.of()))
        .write(city);
    Path out = dir.resolve("out");

    // When
    try (WeirProcess demo =
        WeirProcess.start(
            "demo",
            "--headless",
            "--frames=4",
            "--broker-port=0",
            "--model=icnet-camvid",
            "--model=rea?=" + city,
            "--out=" + out)) {
      int exit = demo.exitCode(PATIENCE);

      // Then
      assertThat(exit).as(demo.toString()).isZero();
      assertThat(demo.out()).last().isEqualTo("in=8 masks=8 dropped=0 dead=0");
    }
    assertThat(palette(out.resolve("front"))).startsWith(colors(ClassMap.CAMVID));
    assertThat(palette(out.resolve("rear"))).startsWith(colors(ClassMap.CITYSCAPES));
  }

  private static Integer[] colors(ClassMap classes) {
    return classes.classes().stream().map(ClassMap.Entry::rgb).toArray(Integer[]::new);
  }

  /** Returns the colors of a camera's first mask, by class. */
  private static List<Integer> palette(Path camera) throws IOException {
    Path session = list(camera).get(0);
    Path mask =
        list(session).stream()
            .filter(f -> f.toString().endsWith("-mask.png"))
            .findFirst()
            .orElseThrow();
    IndexColorModel colors = (IndexColorModel) ImageIO.read(mask.toFile()).getColorModel();
    return IntStream.range(0, colors.getMapSize())
        .mapToObj(i -> colors.getRGB(i) & 0xFFFFFF)
        .toList();
  }

  @Test
  void ctrlCStopsItCleanlyWithinSeconds() {
    try (WeirProcess demo = WeirProcess.start("demo", "--port", "0", "--broker-port", "0")) {
      demo.awaitLine("dashboard=(http://\\S+)", PATIENCE);

      demo.interrupt();
      demo.exitCode(Duration.ofSeconds(30));

      assertThat(demo.err()).as(demo.toString()).noneMatch(l -> l.contains("Exception"));
      assertThat(demo.err()).noneMatch(l -> l.startsWith("\tat "));
      Matcher accounting = ACCOUNTING.matcher(demo.out().get(demo.out().size() - 1));
      assertThat(accounting.matches()).as(demo.toString()).isTrue();
      assertThat(number(accounting, 1))
          .as("in = masks + dropped + dead")
          .isEqualTo(number(accounting, 2) + number(accounting, 3) + number(accounting, 4));
    }
  }

  private static long number(Matcher accounting, int group) {
    return Long.parseLong(accounting.group(group));
  }

  @Test
  void ctrlCDuringTheStartEndsItAndLeavesNothingBehind() throws IOException {
    Path temporary = Files.createDirectory(dir.resolve("tmp"));

    try (WeirProcess demo =
        WeirProcess.startWith(
            List.of("-Djava.io.tmpdir=" + temporary),
            "demo",
            "--port",
            "0",
            "--broker-port",
            "0")) {
      Awaitility.await("the broker starts").atMost(PATIENCE).until(() -> brokers(temporary) == 1);

      demo.interrupt();
      demo.exitCode(Duration.ofMinutes(1));

      assertThat(demo.out()).as(demo.toString()).noneMatch(l -> l.startsWith("dashboard="));
      assertThat(demo.err()).as(demo.toString()).noneMatch(l -> l.contains("Exception"));
      assertThat(brokers(temporary)).isZero();
    }
  }

  private static long brokers(Path temporary) throws IOException {
    return list(temporary).stream()
        .filter(p -> p.getFileName().toString().startsWith("weir-broker-"))
        .count();
  }

  @Test
  void filesThatCannotBeSavedAreAFailure() throws IOException {
    Path out = Files.createDirectory(dir.resolve("out"));
    Files.writeString(out.resolve("front"), "where the camera's directory should be");

    try (WeirProcess demo =
        WeirProcess.start(
            "demo",
            "--headless",
            "--frames",
            "20",
            "--broker-port",
            "0",
            "--out",
            out.toString())) {
      int exit = demo.exitCode(PATIENCE);

      assertThat(exit).as(demo.toString()).isEqualTo(1);
      assertThat(demo.err()).anyMatch(l -> l.startsWith("weir: --out " + out));
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
