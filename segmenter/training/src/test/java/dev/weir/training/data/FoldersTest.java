package dev.weir.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder of labelled pictures")
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
    LabelledSource source = DataSpec.parse("camvid=" + root).open(11);

    // Then
    assertThat(source.size()).isEqualTo(2);
    assertThat(source.read(0).labels()).containsOnly(LabelledImage.VOID).hasSize(48);
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
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(19))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("camvid has 11 classes, the network has 19");
    assertThatThrownBy(() -> DataSpec.parse("cityscapes=" + root).open(11))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cityscapes has 19 classes, the network has 11");
  }

  @Test
  void hasNoClassWhereItSaysVoidEvenIfThatIsANumberOfAClass() throws IOException {
    // Given
    TinyData.picture(root.resolve("a.png"), 8, 6);
    TinyData.label(root.resolve("b.png"), 8, 6, 11);
    PairedFiles.Pair pair = new PairedFiles.Pair(root.resolve("a.png"), root.resolve("b.png"));

    // When
    LabelledImage image = new PairedFiles("tiny", List.of(pair), 19, 11, "").read(0);

    // Then
    assertThat(image.labels()).containsOnly(LabelledImage.VOID);
  }

  @Test
  void inCityscapesLayoutWithoutALabelSaysWhatMakesIt() throws IOException {
    // Given
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.png"), 8, 6);

    // When, then
    assertThatThrownBy(() -> DataSpec.parse("cityscapes=" + root).open(19))
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
    LabelledSource source = DataSpec.parse("camvid=" + root + "?sequence=0001TP,0016E5").open(11);

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
    LabelledSource source = DataSpec.parse("cityscapes=" + root).withDefaultSplit("val").open(19);

    // Then
    assertThat(source.size()).isEqualTo(1);
    assertThat(source.read(0).labels()).containsOnly(18);
  }

  @Test
  void withoutALabelIsRefusedByTheFilesName() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);

    // When, then
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(11))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train/a.png: no label")
        .hasMessageContaining("trainannot/a.png");
  }

  @Test
  void whoseLabelHasAnotherSizeIsRefusedByTheFilesName() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 7, 0);
    LabelledSource source = DataSpec.parse("camvid=" + root).open(11);

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
    LabelledSource source = DataSpec.parse("camvid=" + root).open(11);

    // When, then
    assertThatThrownBy(() -> ClassFrequencies.of(List.of(new Mixture.Part(source, 1)), 11))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("trainannot/a.png: class 42")
        .hasMessageContaining("0 to 10");
  }

  @Test
  void whosePictureIsNoneIsRefusedByTheFilesName() throws IOException {
    // Given
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 0);
    Files.createDirectories(root.resolve("train"));
    Files.writeString(root.resolve("train/a.png"), "not a picture");
    LabelledSource source = DataSpec.parse("camvid=" + root).open(11);

    // When, then
    assertThatThrownBy(() -> source.read(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train/a.png");
  }

  @Test
  void thatIsNotThereIsRefusedWithTheLayoutThatWasExpected() {
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root.resolve("none")).open(11))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such folder")
        .hasMessageContaining("trainannot/*.png");
  }
}
