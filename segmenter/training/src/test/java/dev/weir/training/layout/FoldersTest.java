package dev.weir.training.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.ClassFrequencies;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder of labeled pictures")
class FoldersTest {
  @TempDir private Path root;

  @Test
  void inCamVidsLayoutIsReadWithVoidWhereThereIsNoClass() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/0001TP_01.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/0001TP_01.png"), 8, 6, 11);
    TinyData.picture(root.resolve("train/0006R0_02.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/0006R0_02.png"), 8, 6, 10);

    // When
    LabeledSource source = DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID);

    // Then
    assertThat(source.size()).isEqualTo(2);
    assertThat(source.read(0).labels()).containsOnly(LabeledImage.VOID).hasSize(48);
    assertThat(source.read(1).labels()).containsOnly(10);
  }

  @Test
  void ofOtherClassesThanTheNetworksIsRefused() throws IOException {
    // Given: void of the one is a class of the other
    TinyData.picture(root.resolve("train/0001TP_01.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/0001TP_01.png"), 8, 6, 11);
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.png"), 8, 6);
    TinyData.label(root.resolve("gtFine/train/ulm/a_gtFine_labelTrainIds.png"), 8, 6, 3);

    // When, then
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(ClassMap.CITYSCAPES))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("camvid is labeled in", "the network has [road,");
    assertThatThrownBy(() -> DataSpec.parse("cityscapes=" + root).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("cityscapes is labeled in", "cityscapes-to-camvid");
  }

  @Test
  void inCityscapesLayoutWithoutALabelSaysWhatMakesIt() throws IOException {
    // Given
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.png"), 8, 6);

    // When, then
    assertThatThrownBy(() -> DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("a_gtFine_labelTrainIds.png", "csCreateTrainIdLabelImgs");
  }

  @Test
  void inCamVidsLayoutCanBeCutToSequences() throws IOException {
    // Given
    for (String name : List.of("0001TP_01", "0006R0_01", "0016E5_01")) {
      TinyData.picture(root.resolve("train/" + name + ".png"), 8, 6);
      TinyData.label(root.resolve("trainannot/" + name + ".png"), 8, 6, 0);
    }

    // When
    LabeledSource source =
        DataSpec.parse("camvid=" + root + "?sequence=0001TP,0016E5").open(ClassMap.CAMVID);

    // Then
    assertThat(source.size()).isEqualTo(2);
    assertThat(source.read(1).name()).isEqualTo("0016E5_01.png");
  }

  @Test
  void inCityscapesLayoutIsRead() throws IOException {
    // Given
    TinyData.picture(root.resolve("leftImg8bit/val/ulm/ulm_000001_leftImg8bit.png"), 8, 6);
    TinyData.label(root.resolve("gtFine/val/ulm/ulm_000001_gtFine_labelTrainIds.png"), 8, 6, 18);

    // When
    LabeledSource source =
        DataSpec.parse("cityscapes=" + root).withDefaultSplit("val").open(ClassMap.CITYSCAPES);

    // Then
    assertThat(source.size()).isEqualTo(1);
    assertThat(source.read(0).labels()).containsOnly(18);
  }

  @Test
  void whoseLabelHasAnotherSizeIsRefusedByTheFilesName() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 7, 0);
    LabeledSource source = DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID);

    // When, then
    assertThatThrownBy(() -> source.read(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trainannot/a.png is 8x7")
        .hasMessageContaining("is 8x6");
  }

  @Test
  void whoseLabelHoldsNoClassIsRefusedByTheFilesNameBeforeTraining() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 42);
    LabeledSource source = DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID);

    // When, then
    assertThatThrownBy(() -> ClassFrequencies.of(List.of(new Mixture.Part(source, 1)), 11))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "trainannot/a.png: value 42 at x=0 y=0, expected one of 0 to 11, 255");
  }

  @Test
  void whosePictureIsNoneIsRefusedByTheFilesName() throws IOException {
    // Given
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 0);
    Files.createDirectories(root.resolve("train"));
    Files.writeString(root.resolve("train/a.png"), "not a picture");
    LabeledSource source = DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID);

    // When, then
    assertThatThrownBy(() -> source.read(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train/a.png");
  }

  @Test
  void thatIsNotThereIsRefusedWithTheLayoutThatWasExpected() {
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root.resolve("none")).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such folder")
        .hasMessageContaining("trainannot/*.png");
  }
}
