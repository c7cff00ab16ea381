package dev.weir.training.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.LabeledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The contact sheet")
class ContactSheetTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"240,160", "24,18", "48,60"})
  void showsEverySampleBesideItsLabelsInTheClassesColors(int width, int height) throws Exception {
    // Given: four samples with all classes, and with none
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] rgb = new byte[width * height * 3];
      byte[] labels = new byte[width * height];
      random.nextBytes(rgb);
      for (int p = 0; p < labels.length; p++) {
        int c = random.nextInt(ClassMap.CAMVID.size() + 1);
        labels[p] = c == ClassMap.CAMVID.size() ? LabeledImage.VOID : (byte) c;
      }
      samples.add(new Sample(width, height, rgb, labels));
    }
    Path file = folder.resolve("sheet.png");

    // When
    ContactSheet.write(samples, ClassMap.CAMVID, file);

    // Then
    SheetReader sheet = new SheetReader(file, width, height);
    assertThat(sheet.places()).isEqualTo(6);
    for (int i = 0; i < samples.size(); i++) {
      sheet.assertShows(i, samples.get(i), ClassMap.CAMVID);
    }
    sheet.assertEmpty(4);
    sheet.assertEmpty(5);
  }
}
