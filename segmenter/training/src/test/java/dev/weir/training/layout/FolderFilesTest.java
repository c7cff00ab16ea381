package dev.weir.training.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabeledSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The files of a folder of labeled pictures")
class FolderFilesTest {
  @TempDir private Path root;

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
    LabeledSource camvid = DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID);
    LabeledSource cityscapes = DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES);

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
      assertThat(DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID).size()).isEqualTo(1);
      assertThat(DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES).size())
          .isEqualTo(1);
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
      assertThat(DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID).size()).isEqualTo(1);
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
      assertThat(DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID).size()).isEqualTo(1);
      assertThat(DataSpec.parse("cityscapes=" + root).open(ClassMap.CITYSCAPES).size())
          .isEqualTo(1);
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
      DataSpec.parse("camvid=" + root + "?sequence=0001TP").open(ClassMap.CAMVID);
    }

    // Then
    assertThat(warnings).isEmpty();
    assertThatThrownBy(
            () ->
                DataSpec.parse("camvid=" + root + "?sequence=0001TP,0001tp").open(ClassMap.CAMVID))
        .hasMessageContaining("no pictures of sequence '0001tp'; expected one of 0001TP, 0006R0");
  }

  @Test
  void withTwoPicturesOfOneNameIsRefused() throws IOException {
    TinyData.picture(root.resolve("train/a.png"), 8, 6);
    TinyData.picture(root.resolve("train/a.jpg"), 8, 6);
    TinyData.label(root.resolve("trainannot/a.png"), 8, 6, 2);

    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("a.jpg and", "a.png: two pictures of one name");
  }

  @Test
  void withoutManyLabelsSaysHowMany() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      TinyData.picture(root.resolve("train/" + name + ".png"), 8, 6);
    }
    TinyData.label(root.resolve("trainannot/c.png"), 8, 6, 2);

    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID))
        .hasMessageContainingAll("train/a.png: no label", "2 of 3 pictures lack theirs");
  }

  @Test
  void withoutALabelIsRefusedByTheFilesName() throws IOException {
    // Given
    TinyData.picture(root.resolve("train/a.png"), 8, 6);

    // When, then
    assertThatThrownBy(() -> DataSpec.parse("camvid=" + root).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train/a.png: no label")
        .hasMessageContaining("trainannot/a.png");
  }
}
