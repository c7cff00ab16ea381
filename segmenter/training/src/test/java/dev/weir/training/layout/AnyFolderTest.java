package dev.weir.training.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Any two folders of pictures and labels")
class AnyFolderTest {
  private static final Path IDD_LITE = Path.of("..", "..", "..", "shared", "data", "idd_lite");

  @TempDir private Path root;

  @Test
  void areReadAsMmSegmentationLaysThemOut() throws IOException {
    // Given
    TinyData.picture(root.resolve("img_dir/val/a.jpg"), 1, 1);
    TinyData.values(root.resolve("ann_dir/val/a.png"), false, 3);
    TinyData.picture(root.resolve("img_dir/val/city/night/b.PNG"), 1, 1);
    TinyData.values(root.resolve("ann_dir/val/city/night/b.png"), false, 8);

    // When
    LabeledSource source = DataSpec.parse("folder=" + root).forScores("val").open(ClassMap.CAMVID);

    // Then
    assertThat(source.size()).isEqualTo(2);
    assertThat(source.read(0).labels()).containsExactly(3);
    assertThat(source.read(1).labels()).containsExactly(8);
  }

  @Test
  void canHaveAnyNamesAndSuffixesAndNoSplits() throws IOException {
    // Given
    TinyData.picture(root.resolve("images/x_1_image.png"), 1, 1);
    TinyData.picture(root.resolve("images/y_1_image.png"), 1, 1);
    TinyData.picture(root.resolve("images/x_1_depth.png"), 1, 1);
    TinyData.values(root.resolve("labels/x_1_label.png"), false, 1);
    TinyData.values(root.resolve("labels/y_1_label.png"), false, 2);
    String folder =
        "folder="
            + root
            + "?img-dir=images&ann-dir=labels&split=.&img-suffix=_image.png&seg-map-suffix=_label.png";

    // When, then
    LabeledSource all = DataSpec.parse(folder).open(ClassMap.CAMVID);
    assertThat(all.size()).isEqualTo(2);
    assertThat(all.read(1).labels()).containsExactly(2);
    LabeledSource y = DataSpec.parse(folder + "&sequence=y").open(ClassMap.CAMVID);
    assertThat(y.size()).isEqualTo(1);
  }

  @Test
  void withoutAFolderOrALabelSayWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> DataSpec.parse("folder=" + root).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("img_dir/train: no such folder", "ann_dir/train", "img-dir=");
    TinyData.picture(root.resolve("img_dir/train/a.jpg"), 1, 1);
    Files.createDirectories(root.resolve("ann_dir/train"));
    assertThatThrownBy(() -> DataSpec.parse("folder=" + root).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("a.jpg: no label; expected", "ann_dir/train/a.png");
  }

  @Test
  void areIddLiteWithItsCoarseClasses() {
    // Given
    assumeTrue(Files.isDirectory(IDD_LITE), "IDD Lite is not at " + IDD_LITE);
    DataSpec spec =
        DataSpec.parse(
            "folder="
                + IDD_LITE
                + "?img-dir=leftImg8bit&ann-dir=gtFine&img-suffix=_image.jpg&seg-map-suffix=_label.png&map=idd-lite-to-camvid");
    LabelSets sets = new LabelSets(11);

    // When
    LabeledSource source = spec.open(ClassMap.CAMVID, sets);

    // Then
    assertThat(source.size()).isEqualTo(1403);
    assertThat(sets.all()).hasSize(4).contains(Set.of(9, 10));
    for (int i = 0; i < 20; i++) {
      for (byte label : source.read(i * 70).labels()) {
        assertThat(label & 0xFF)
            .satisfiesAnyOf(
                l -> assertThat(l).isIn(0, 3, 255), l -> assertThat(l).isBetween(251, 254));
      }
    }
  }
}
