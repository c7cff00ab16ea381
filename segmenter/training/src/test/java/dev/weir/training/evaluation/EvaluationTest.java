package dev.weir.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.mask.ClassMap;
import dev.weir.mask.score.ConfusionMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An evaluation")
class EvaluationTest {
  private static final ClassMap THREE =
      ClassMap.of(List.of("sky", "road", "moon"), List.of(0x0000FF, 0x808080, 0xFFFFFF));

  @TempDir private Path folder;

  @Test
  void endsInOneLineForScripts() {
    assertThat(evaluation().line()).isEqualTo("mIoU=0.5833 accuracy=0.7500 frames=2");
  }

  @Test
  void isZeroWithoutPictures() {
    Evaluation nothing = new Evaluation("m@0", "d", THREE, new ConfusionMatrix(3), 0);

    assertThat(nothing.line()).isEqualTo("mIoU=0.0000 accuracy=0.0000 frames=0");
  }

  @Test
  void showsEachClassAndADashForAnAbsentClass() {
    assertThat(evaluation().table())
        .containsPattern("sky +66.67 +3")
        .containsPattern("road +50.00 +1")
        .containsPattern("moon +- +0");
  }

  @Test
  void endsItsTableWithTheMeansInAnyLocale() {
    // Given
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);

    // When
    List<String> lines;
    try {
      lines = evaluation().table().lines().toList();
    } finally {
      Locale.setDefault(before);
    }

    // Then
    assertThat(lines).hasSize(1 + 3 + 2);
    assertThat(lines.get(4)).matches("mean IoU +58\\.33 +4");
    assertThat(lines.get(5)).matches("pixel accuracy +75\\.00");
  }

  @Test
  void namesTheFileIfItsFolderDoesNotExist() {
    Path file = folder.resolve("none").resolve("confusion.png");

    assertThatThrownBy(() -> ConfusionPicture.write(evaluation(), file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void reportsBoundaryScoresIfRequested() throws IOException {
    // Given
    BoundaryScore boundary = new BoundaryScore(3, BoundaryScore.DISTANCE);
    boundary.add(new byte[] {0, 0, 1, 1}, new byte[] {0, 0, 0, 1}, 4);
    Evaluation evaluation =
        new Evaluation("icnet@0", "tiny", THREE, new ConfusionMatrix(3), 1, boundary);

    // When
    evaluation.write(folder.resolve("score.json"));

    // Then: all pixels of such a small picture are near its border
    assertThat(evaluation.line()).endsWith(" frames=1");
    assertThat(evaluation.table())
        .contains("boundary IoU %")
        .containsPattern("sky .* 66.67")
        .containsPattern("mean IoU .* 58.33");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("score.json").toFile());
    assertThat(json.path("boundary-IoU").path("road").asDouble()).isEqualTo(0.5);
  }

  @Test
  void isWrittenAsJson() throws IOException {
    // When
    evaluation().write(folder.resolve("score.json"));

    // Then
    JsonNode json = new ObjectMapper().readTree(folder.resolve("score.json").toFile());
    assertThat(json.path("mIoU").asDouble()).isCloseTo(0.5833, within(1e-4));
    assertThat(json.path("IoU").path("sky").asDouble()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(json.path("IoU").has("moon")).isFalse();
    assertThat(json.path("confusion").path(0).path(1).asLong()).isEqualTo(1);
  }

  @Test
  void drawsCellsInDifferentColors() throws IOException {
    // When
    ConfusionPicture.write(evaluation(), folder.resolve("confusion.png"));

    // Then
    BufferedImage picture = ImageIO.read(folder.resolve("confusion.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(500);
    assertThat(picture.getRGB(0, 0)).isNotEqualTo(picture.getRGB(450, 450));
  }

  /** Three pixels of sky, one predicted as road; one pixel of road, predicted correctly. */
  private static Evaluation evaluation() {
    ConfusionMatrix confusion = new ConfusionMatrix(3);
    confusion.add(new byte[] {0, 0, 0, 1, (byte) 255}, new byte[] {0, 0, 1, 1, 0});
    return new Evaluation("icnet@0", "tiny", THREE, confusion, 2);
  }
}
