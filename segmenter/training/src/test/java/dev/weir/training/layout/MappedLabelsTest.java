package dev.weir.training.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Labels that are mapped to the network's classes")
class MappedLabelsTest {
  private static final int VOID = 255;

  @TempDir private Path root;

  private static int camvid(String name) {
    return ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList().indexOf(name);
  }

  private static int[] read(LabeledSource source) {
    byte[] labels = source.read(0).labels();
    return IntStream.range(0, labels.length).map(p -> labels[p] & 0xFF).toArray();
  }

  private Path cityscapes(String form, int width) throws IOException {
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.png"), width, 1);
    return root.resolve("gtFine/train/ulm/a_gtFine_" + form + ".png");
  }

  private String file(String text) throws IOException {
    return Files.writeString(root.resolve("map.yaml"), text).toString();
  }

  private LabeledSource opened(String options) {
    return DataSpec.parse("camvid=" + root + options).open(ClassMap.CAMVID);
  }

  @Test
  void ofCityscapesBecomeThoseOfCamVid() throws IOException {
    // Given
    int[] ids = IntStream.range(0, 20).map(i -> i == 19 ? VOID : i).toArray();
    TinyData.values(cityscapes("labelTrainIds", 20), false, ids);

    // When
    int[] labels =
        read(
            DataSpec.parse("cityscapes=" + root + "?map=cityscapes-to-camvid")
                .open(ClassMap.CAMVID));

    // Then
    List<String> expected =
        List.of(
            "road",
            "pavement",
            "building",
            "void",
            "fence",
            "pole",
            "sign",
            "sign",
            "tree",
            "void",
            "sky",
            "pedestrian",
            "bicyclist",
            "car",
            "car",
            "car",
            "car",
            "bicyclist",
            "bicyclist",
            "void");
    for (int i = 0; i < expected.size(); i++) {
      int wanted = expected.get(i).equals("void") ? VOID : camvid(expected.get(i));
      assertThat(labels[i]).as("train ID %d", i).isEqualTo(wanted);
    }
  }

  @Test
  void ofCityscapesMayBeItsIds() throws IOException {
    // Given: all IDs, of which the data set scores 19
    int[] ids = IntStream.range(0, 35).map(i -> i == 34 ? VOID : i).toArray();
    TinyData.values(cityscapes("labelIds", 35), false, ids);

    // When
    int[] labels = read(DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES));

    // Then
    int[] expected = IntStream.range(0, 35).map(i -> VOID).toArray();
    int[] scored = {7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33};
    for (int c = 0; c < scored.length; c++) {
      expected[scored[c]] = c;
    }
    assertThat(labels).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void ofCityscapesMayBeItsColors(boolean alpha) throws IOException {
    // Given: road, traffic light, car, unlabeled, dynamic
    TinyData.colors(
        cityscapes("color", 5), alpha, 0x804080, 0xFAAA1E, 0x00008E, 0x000000, 0x6F4A00);

    // When, then
    assertThat(read(DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES)))
        .containsExactly(0, 6, 13, VOID, VOID);
  }

  @Test
  void ofCityscapesAreTrainIdsUnlessAnotherFormIsNamed() throws IOException {
    // Given
    TinyData.values(cityscapes("labelTrainIds", 1), false, 2);
    TinyData.values(cityscapes("labelIds", 1), false, 7);

    // When, then
    assertThat(read(DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES)))
        .containsExactly(2);
    assertThat(
            read(
                DataSpec.parse("cityscapes=" + root + "?labels=labelIds")
                    .open(ClassMap.CITYSCAPES)))
        .containsExactly(0);
    assertThatThrownBy(
            () -> DataSpec.parse("cityscapes=" + root + "?labels=ids").open(ClassMap.CITYSCAPES))
        .hasMessageContaining("labels 'ids', expected one of labelTrainIds, labelIds, color");
  }

  @Test
  void areValuesOfGrayAndPaletteAndColorsOfTheClasses() throws IOException {
    for (String name : List.of("a_1", "b_1", "c_1")) {
      TinyData.picture(root.resolve("train/" + name + ".png"), 3, 1);
    }
    TinyData.values(root.resolve("trainannot/a_1.png"), false, 3, 11, 8);
    TinyData.values(root.resolve("trainannot/b_1.png"), true, 3, 11, 8);
    TinyData.colors(root.resolve("trainannot/c_1.png"), false, 0x804080, 0, 0x400080);

    LabeledSource source = opened("");

    for (int i = 0; i < 3; i++) {
      assertThat(source.read(i).labels()).containsExactly(3, VOID, 8);
    }
  }

  @Test
  void mayBeNamedByClassByValueAndByColor() throws IOException {
    // Given: classes of their own, in which 11 is a class
    TinyData.picture(root.resolve("train/a_1.png"), 3, 1);
    TinyData.picture(root.resolve("train/b_1.png"), 3, 1);
    TinyData.values(root.resolve("trainannot/a_1.png"), false, 0, 1, 30);
    TinyData.colors(root.resolve("trainannot/b_1.png"), false, 0x010101, 0x020202, 0x0A0B0C);
    Path classes = root.resolve("own.txt");
    Files.writeString(classes, "asphalt #010101\nvan #020202\n");
    String map = file("asphalt: road\nvan: car\n30: tree\n'#0a0b0c': void\n");

    // When
    LabeledSource source = opened("?classes=" + classes + "&map=" + map);

    // Then
    assertThat(source.read(0).labels()).containsExactly(camvid("road"), camvid("car"), 5);
    assertThat(source.read(1).labels()).containsExactly(camvid("road"), camvid("car"), VOID);
  }

  @Test
  void mayBeSetsOfClassesForTrainingAndVoidForScores() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a_1.png"), 4, 1);
    TinyData.values(root.resolve("trainannot/a_1.png"), false, 0, 1, 2, 3);
    Path classes =
        Files.writeString(root.resolve("c.txt"), "a #000001\nb #000002\nc #000003\nd #000004\n");
    String map = file("a: [car, bicyclist]\nb: [bicyclist, car]\nc: [road, pavement]\nd: [sky]\n");
    DataSpec spec = DataSpec.parse("camvid=" + root + "?classes=" + classes + "&map=" + map);
    LabelSets sets = new LabelSets(11);

    // When, then
    assertThat(read(spec.open(ClassMap.CAMVID, sets))).containsExactly(254, 254, 253, 0);
    assertThat(sets.all())
        .containsExactly(
            Set.of(camvid("car"), camvid("bicyclist")), Set.of(camvid("road"), camvid("pavement")));
    assertThat(read(spec.open(ClassMap.CAMVID))).containsExactly(VOID, VOID, VOID, 0);
  }

  @Test
  void ofARenderedDriveAreMappedToo() throws IOException {
    StringBuilder map = new StringBuilder();
    ClassMap.CAMVID.classes().forEach(c -> map.append(c.name()).append(": void\n"));
    String sky = file(map.toString().replace("sky: void", "sky: sky"));

    int[] labels =
        read(DataSpec.parse("synthetic:street?size=64x48&map=" + sky).open(ClassMap.CAMVID));

    assertThat(labels).contains(0).contains(VOID);
    assertThat(IntStream.of(labels).distinct()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'sky: sky\n'                          | no entry for building, pole, road",
        "'sky: sky\nhouse: building\n'         | 'house' is no class of the data",
        "'sky: heaven\n'                       | 'sky' is mapped to 'heaven', which the network does not have",
        "'sky: [sky, void]\n'                  | expected a class name, a list of class names, or void",
        "'sky: []\n'                           | expected a class name, a list of class names, or void",
        "'sky: {a: b}\n'                       | expected a class name, a list of class names, or void",
        "'sky:\n'                              | expected a class name, a list of class names, or void",
        "'sky: sky\nsky: road\n'               | Duplicate",
        "'sky: [sky\n'                         | not a YAML mapping, line 1",
        "'just text\n'                         | found none",
        "''                                    | found none"
      })
  void ofAMappingThatIsWrongAreRefusedWithTheReason(String text, String reason) throws IOException {
    TinyData.picture(root.resolve("train/a_1.png"), 1, 1);
    TinyData.values(root.resolve("trainannot/a_1.png"), false, 0);
    String map = file(text);

    assertThatThrownBy(() -> opened("?map=" + map))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("map.yaml", reason);
  }

  @Test
  void ofAMappingThatDoesNotExistNameThoseThatDo() {
    assertThatThrownBy(() -> opened("?map=cityscapes"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("map=cityscapes: no such file", "cityscapes-to-camvid");
    assertThatThrownBy(() -> opened("?classes=cats"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("camvid: classes=cats: expected camvid, cityscapes, or a file");
  }

  @Test
  void thatMeanNothingAreNamedByFileAndPixel() throws IOException {
    TinyData.picture(root.resolve("train/a_1.png"), 2, 1);
    TinyData.picture(root.resolve("train/b_1.png"), 2, 1);
    TinyData.values(root.resolve("trainannot/a_1.png"), true, 3, 12);
    TinyData.colors(root.resolve("trainannot/b_1.png"), false, 0x804080, 0x123456);
    LabeledSource source = opened("");

    assertThatThrownBy(() -> source.read(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a_1.png: value 12 at x=1 y=0, expected one of 0 to 11, 255");
    assertThatThrownBy(() -> source.read(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("b_1.png: color #123456 at x=1 y=0 is of no class; map it");
  }
}
