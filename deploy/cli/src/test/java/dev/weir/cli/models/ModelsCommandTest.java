package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.cost.Cost;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.networks.Segnet;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("weir models")
class ModelsCommandTest {
  private static final String INSTALLED = "weir.models";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void installTheShippedModels() {
    System.setProperty(INSTALLED, "../../segmenter/models");
  }

  @AfterEach
  void uninstallThem() {
    System.clearProperty(INSTALLED);
  }

  private int weir(String... args) {
    return Weir.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
  }

  private String line(String start) {
    List<String> lines = out.toString().lines().filter(l -> l.startsWith(start)).toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  @Test
  void listShowsWhatIsInstalled() {
    assertThat(weir("models", "list")).isZero();

    assertThat(line("icnet-camvid "))
        .contains(" icnet ", " 2018 ", " 1 ", "960x720", "6.70 M", "9.64 G", " 11 ", "mIoU");
  }

  @Test
  void listCountsInstalledModelsAtAnotherSize() {
    assertThat(weir("models", "list", "--size", "960x704")).isZero();
    assertThat(line("icnet-camvid ")).contains("960x704", "9.3");
    assertThat(weir("models", "list", "--size", "small")).isEqualTo(2);
    assertThat(err.toString()).contains("working size 'small': expected WIDTHxHEIGHT");
  }

  @Test
  void listShowsTheNetworksTrainedOrNot() {
    assertThat(weir("models", "list", "--networks", "--size", "2048x1024")).isZero();

    assertThat(out.toString().lines()).hasSize(1 + Networks.names().size());
    assertThat(line("icnet "))
        .contains("2018", "6.70 M", "28.9", " 11 ", "icnet-camvid", "mIoU", "Zhao", "ICNet for");
    assertThat(line("unet "))
        .contains("2015", "31.03 M", " - ", "Ronneberger")
        .doesNotContain("mIoU");
  }

  @Test
  void showPrintsANetworkThatNobodyTrained() {
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
  void showAddsUpTheLayersThatItPrints(String network) {
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
  void showScalesAndCounts() {
    assertThat(weir("models", "show", "unet", "--width", "0.25")).isZero();
    assertThat(line("network")).contains("unet, width 0.25");
    assertThat(line("down1_1 ")).contains("16x352x480");
  }

  @Test
  void showRefusesWhatIsNeitherModelNorNetworkAndOptionsThatDoNotFit() {
    assertThat(weir("models", "show", "nosuch")).isEqualTo(2);
    assertThat(err.toString()).contains("nosuch: neither", "icnet-camvid", "pspnet50");
    assertThat(weir("models", "show", "icnet-camvid", "--width", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("icnet-camvid is a model, which has its own");
    assertThat(weir("models", "show", "unet", "--width", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("width 7: expected 0.05 to 4");
  }

  @Test
  void compareRefusesWhatIsNoNetworkAndWhatItSetsItself() {
    String run = "--run=" + directory;
    String data = "--data=synthetic:street";
    assertThat(weir("models", "compare", data, run, "--networks=icnet,segnett")).isEqualTo(2);
    assertThat(err.toString()).contains("network 'segnett': expected one of", "segnet");
    assertThat(weir("models", "compare", data, run, "--set=width=0.5")).isEqualTo(2);
    assertThat(err.toString()).contains("how wide with --budget");
    assertThat(weir("models", "compare", data, run, "--budget=0.001")).isEqualTo(2);
    assertThat(err.toString()).contains("raise the budget or lower the size");
  }

  @Test
  void listNamesAModelThatIsDamagedAndShowsTheRest() throws IOException {
    // Given
    segnet("sound.onnx", ClassMap.CAMVID);
    Path damaged = segnet("damaged.onnx", ClassMap.CAMVID);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    Files.write(directory.resolve("._sound.onnx"), new byte[] {0, 5, 22, 7});
    System.setProperty(INSTALLED, directory.toString());

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
  void showSaysThatAModelMatchesItsDigest() throws IOException {
    Path sound = segnet("sound.onnx", ClassMap.CAMVID);

    assertThat(weir("models", "show", sound.toString())).isZero();
    assertThat(line("content")).containsPattern("sha256:[0-9a-f]{64}, matches");
  }

  @Test
  void theFileToWriteIsCheckedBeforeTheWork() throws IOException {
    Path model = segnet("m.onnx", ClassMap.CAMVID);

    assertThat(weir("models", "export", "--weights=" + model, "none/x.onnx")).isEqualTo(2);
    assertThat(weir("models", "ensemble", "none/x.onnx", "--model=" + model)).isEqualTo(2);
    assertThat(
            weir(
                "models", "quantize", "--model=" + model, "--calibrate=synthetic:street", "none/x"))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(3).allMatch(l -> l.contains("no folder none"));
  }

  private Path segnet(String name, ClassMap classes) throws IOException {
    Path file = directory.resolve(name);
    ModelMetadata metadata =
        new ModelMetadata(
            "segnet",
            0.1,
            classes.classes().stream().map(ClassMap.Entry::name).toList(),
            classes.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            new InputSize(96, 64),
            Map.of());
    DeployedModel.of(new Segnet(classes.size(), 0.1), new RandomWeights(1), metadata).write(file);
    return file;
  }

  @Test
  void ensembleWritesSeveralModelsAsOneThatSaysSo() throws IOException {
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
  void ensembleRefusesModelsOfOtherClasses() throws IOException {
    Path city = segnet("city.onnx", ClassMap.CITYSCAPES);
    Path both = directory.resolve("both.onnx");

    assertThat(
            weir("models", "ensemble", both.toString(), "--model=icnet-camvid", "--model=" + city))
        .isEqualTo(2);
    assertThat(err.toString()).contains("has classes sky", "has road", "in the same order");
    assertThat(both).doesNotExist();
  }

  @Test
  void listShowsAnEnsembleThatIsInstalled() throws IOException {
    // Given
    Path both = directory.resolve("both.onnx");
    Path segnet = segnet("segnet.onnx", ClassMap.CAMVID);
    weir("models", "ensemble", both.toString(), "--model=icnet-camvid", "--model=" + segnet);
    System.setProperty(INSTALLED, directory.toString());

    // When, Then
    assertThat(weir("models", "list")).isZero();
    assertThat(line("both ")).contains(" ensemble ", " - ");
  }

  @Test
  void exportWritesAnyNetworkAtAnyWidth() throws IOException {
    // Given
    Path trained = segnet("trained.onnx", ClassMap.CAMVID);
    Path exported = directory.resolve("exported.onnx");

    // When
    int exit =
        weir(
            "models",
            "export",
            "--network=segnet",
            "--width=0.1",
            "--unpooling=scatter",
            "--size=128x96",
            "--weights=" + trained,
            exported.toString());

    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(weir("models", "show", exported.toString())).isZero();
    assertThat(line("network")).contains("segnet, width 0.1");
    assertThat(line("working size")).contains("128x96");
  }

  private static final Normalization BY_CHANNEL =
      new Normalization(List.of(0.5f, 0.4f, 0.3f), List.of(0.2f, 0.25f, 0.3f));

  private Path city(Map<String, String> notes) throws IOException {
    Path file = directory.resolve("city.onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "segnet",
            0.1,
            ClassMap.CITYSCAPES.classes().stream().map(ClassMap.Entry::name).toList(),
            ClassMap.CITYSCAPES.classes().stream().map(ClassMap.Entry::rgb).toList(),
            BY_CHANNEL,
            new InputSize(96, 64),
            notes);
    DeployedModel.of(new Segnet(19, 0.1), new RandomWeights(1), metadata).write(file);
    return file;
  }

  private ModelMetadata exported(Path from, String... options) throws IOException {
    Path file = directory.resolve("exported.onnx");
    List<String> args = new ArrayList<>(List.of("models", "export", "--weights=" + from));
    args.addAll(List.of(options));
    args.add(file.toString());
    assertThat(weir(args.toArray(String[]::new))).as(err.toString()).isZero();
    return OnnxWeights.read(file).metadata();
  }

  @Test
  void exportTakesFromAModelWhatItSaysOfItself() throws IOException {
    // Given
    Map<String, String> notes = Map.of("data", "Cityscapes", "score", "50", "seed", "7");
    Path city = city(notes);

    // When, Then
    assertThat(exported(city)).isEqualTo(OnnxWeights.read(city).metadata());
  }

  @Test
  void exportChangesWhatOptionsSayAndKeepsAScoreWithItsSize() throws IOException {
    // Given
    Path city = city(Map.of("data", "Cityscapes", "score", "50", "seed", "7"));

    // When
    ModelMetadata small = exported(city, "--size=64x64", "--note=seed=8", "--mean=0.45");
    ModelMetadata scored = exported(city, "--size=64x64", "--note=score=40");
    ModelMetadata half = exported(city, "--precision=fp16", "--std=0.1,0.2,0.3");

    // Then
    assertThat(small.size()).isEqualTo(new InputSize(64, 64));
    assertThat(small.classNames()).hasSize(19).startsWith("road");
    assertThat(small.normalization())
        .isEqualTo(new Normalization(List.of(0.45f, 0.45f, 0.45f), BY_CHANNEL.std()));
    assertThat(small.provenance())
        .isEqualTo(Map.of("data", "Cityscapes", "score-at-96x64", "50", "seed", "8"));
    assertThat(scored.provenance())
        .containsEntry("score", "40")
        .containsEntry("score-at-96x64", "50");
    assertThat(half.provenance()).containsEntry("score", "50").containsEntry("precision", "fp16");
    assertThat(half.normalization().std()).containsExactly(0.1f, 0.2f, 0.3f);
  }

  @Test
  void exportOfHalfFloatsToRealOnesDoesNotCallThemHalf() throws IOException {
    Path halves = directory.resolve("halves.onnx");
    exported(city(Map.of()), "--precision=fp16");
    Files.move(directory.resolve("exported.onnx"), halves);

    assertThat(exported(halves).provenance()).doesNotContainKey("precision");
  }

  @Test
  void exportRefusesWhatIsNoModelOfOneNetwork() throws IOException {
    Path both = directory.resolve("both.onnx");
    Path city = city(Map.of());
    weir("models", "ensemble", both.toString(), "--model=" + city, "--model=" + city);
    assertThat(weir("models", "export", "--weights=" + both, "x.onnx")).isEqualTo(2);
    assertThat(err.toString()).contains("an ensemble of city@", "export its members");
    Path text = Files.writeString(directory.resolve("text.onnx"), "not a model");
    assertThat(weir("models", "export", "--weights=" + text, "x.onnx")).isEqualTo(2);
    assertThat(err.toString()).contains("text.onnx: expected an ONNX file");
    assertThat(weir("models", "export", "--weights=" + city, "--width=0.2", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("it was trained at another width");
  }
}
