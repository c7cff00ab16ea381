package dev.weir.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    LabeledSource source = DataSpec.parse("camvid=" + root).open(11);

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
    LabeledImage image = new PairedFiles("tiny", List.of(pair), 19, 11, "").read(0);

    // Then
    assertThat(image.labels()).containsOnly(LabeledImage.VOID);
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
    LabeledSource source = DataSpec.parse("camvid=" + root + "?sequence=0001TP,0016E5").open(11);

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
    LabeledSource source = DataSpec.parse("cityscapes=" + root).withDefaultSplit("val").open(19);

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
    LabeledSource source = DataSpec.parse("camvid=" + root).open(11);

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
    LabeledSource source = DataSpec.parse("camvid=" + root).open(11);

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
    LabeledSource source = DataSpec.parse("camvid=" + root).open(11);

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

  @Test
  void isReadWhateverTheCaseAndFormOfItsSuffixes() throws IOException {
    // Given
    for (String picture : List.of("a.PNG", "b.png", "c.JPG", "d.jpeg", "e.Jpeg", "f.png")) {
      TinyData.picture(root.resolve("train/" + picture), 8, 6);
    }
    for (String label : List.of("a.PNG", "b.PNG", "c.png", "d.Png", "e.png", "F.png")) {
      TinyData.label(root.resolve("trainannot/" + label), 8, 6, 2);
    }
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.JPG"), 8, 6);
    TinyData.label(root.resolve("gtFine/train/ulm/a_gtFine_labelTrainIds.PNG"), 8, 6, 3);

    // When
    LabeledSource camvid = DataSpec.parse("camvid=" + root).open(11);
    LabeledSource cityscapes = DataSpec.parse("cityscapes=" + root).open(19);

    // Then
    assertThat(camvid.size()).isEqualTo(6);
    for (int i = 0; i < 6; i++) {
      assertThat(camvid.read(i).labels()).containsOnly(2);
    }
    assertThat(cityscapes.size()).isEqualTo(1);
    assertThat(cityscapes.read(0).labels()).containsOnly(3);
  }

  @Test
  void passesOverWhatSystemsLeaveInIt() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 2);
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.png"), 8, 6);
    TinyData.label(root.resolve("gtFine/train/ulm/a_gtFine_labelTrainIds.png"), 8, 6, 3);
    for (String left :
        List.of(
            "train/._a.png",
            "train/.b.png",
            "train/.DS_Store",
            "train/Thumbs.db",
            "train/desktop.ini",
            "train/@eaDir/a.png",
            "trainannot/._a.png",
            "trainannot/Thumbs.db",
            "leftImg8bit/train/.ipynb_checkpoints/b_leftImg8bit.png",
            "leftImg8bit/train/__MACOSX/c_leftImg8bit.png",
            "leftImg8bit/train/ulm/._a_leftImg8bit.png")) {
      Files.createDirectories(root.resolve(left).getParent());
      Files.writeString(root.resolve(left), "left by a system");
    }
    Files.createDirectories(root.resolve("train/folder.png"));

    // When
    List<String> warnings = new ArrayList<>();
    try (LogLines lines = LogLines.of(FilePairs.class, warnings)) {
      assertThat(DataSpec.parse("camvid=" + root).open(11).size()).isEqualTo(1);
      assertThat(DataSpec.parse("cityscapes=" + root).open(19).size()).isEqualTo(1);
    }

    // Then
    assertThat(warnings).isEmpty();
  }

  @Test
  void namesWhatItDoesNotReadBeforeItReadsTheRest() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a_1.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/a_1.png"), 8, 6, 2);
    TinyData.label(root.resolve("trainannot/b_1.png"), 8, 6, 2);
    TinyData.label(root.resolve("trainannot/c_1.png"), 8, 6, 2);
    Files.writeString(root.resolve("train/d.bmp"), "a bitmap");

    // When
    List<String> warnings = new ArrayList<>();
    try (LogLines lines = LogLines.of(FilePairs.class, warnings)) {
      assertThat(DataSpec.parse("camvid=" + root).open(11).size()).isEqualTo(1);
    }

    // Then
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0)).contains("files_not_read=1", "d.bmp", "*.png, *.jpg or *.jpeg");
    assertThat(warnings.get(1)).contains("labels_without_picture=2", "trainannot/b_1.png");
  }

  @Test
  void namesFoldersOfPicturesThatAreTooDeepToBeRead() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 2);
    TinyData.picture(root.resolve("train/night/b.PNG"), 8, 6);
    TinyData.picture(root.resolve("train/rain/heavy/c.png"), 8, 6);
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/a_leftImg8bit.png"), 8, 6);
    TinyData.label(root.resolve("gtFine/train/ulm/a_gtFine_labelTrainIds.png"), 8, 6, 3);
    TinyData.picture(root.resolve("leftImg8bit/train/ulm/old/b_leftImg8bit.png"), 8, 6);

    // When
    List<String> warnings = new ArrayList<>();
    try (LogLines lines = LogLines.of(FilePairs.class, warnings)) {
      assertThat(DataSpec.parse("camvid=" + root).open(11).size()).isEqualTo(1);
      assertThat(DataSpec.parse("cityscapes=" + root).open(19).size()).isEqualTo(1);
    }

    // Then
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0)).contains("folders_not_read=2", "train/night");
    assertThat(warnings.get(1)).contains("folders_not_read=1", "ulm/old");
  }

  @Test
  void doesNotNameTheLabelsOfSequencesThatWereLeftOut() throws IOException {
    // Given
    for (String name : List.of("0001TP_01", "0006R0_01")) {
      TinyData.picture(root.resolve("train/" + name + ".png"), 8, 6);
      TinyData.label(root.resolve("trainannot/" + name + ".png"), 8, 6, 0);
    }

    // When
    List<String> warnings = new ArrayList<>();
    try (LogLines lines = LogLines.of(FilePairs.class, warnings)) {
      DataSpec.parse("camvid=" + root + "?sequence=0001TP").open(11);
    }

    // Then
    assertThat(warnings).isEmpty();
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root + "?sequence=0001TP,0001tp").open(11))
        .hasMessageContaining("no pictures of sequence '0001tp'; expected one of 0001TP, 0006R0");
  }

  @Test
  void withTwoPicturesOfOneNameIsRefused() throws IOException {
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.picture(root.resolve("train/a.jpg"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 2);

    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(11))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("a.jpg and", "a.png: two pictures of one name");
  }

  @Test
  void withoutManyLabelsSaysHowMany() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      TinyData.picture(root.resolve("train/" + name + ".png"), 8, 6);
    }
    TinyData.label(root.resolve("trainannot/c.png"), 8, 6, 2);

    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(11))
        .hasMessageContainingAll("train/a.png: no label", "2 of 3 pictures lack theirs");
  }
}
