package dev.weir.training.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.Paper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A comparison's report")
class ComparisonReportTest {
  @TempDir private Path folder;

  private static ComparedNetwork row(String network, double meanIou, double milliseconds) {
    Paper paper = new Paper("On " + network, "Long, Shelhamer, Darrell", "CVPR", 2015);
    return new ComparedNetwork(
        network, paper, 0.25, 6_700_000, 580_000_000, 300, 0.8, meanIou, 0.75, milliseconds);
  }

  private static ComparisonReport report(List<ComparedNetwork> rows) throws IOException {
    return new ComparisonReport(
        Recipe.read("compare", Map.of("steps", "300")),
        600_000_000,
        List.of("camvid?split=train:3.0", "synthetic:street:1.0"),
        "camvid?split=val",
        "480x360",
        "machine: a small one",
        rows);
  }

  @Test
  void isAMarkdownTableThatDescribesTheMeasurement() throws IOException {
    // When
    String text = report(List.of(row("fcn8s", 0.4123, 7.26))).markdown();

    // Then
    assertThat(text)
        .contains("300 steps of 8 crops of 240x176")
        .contains("Trained on camvid?split=train:3.0 + synthetic:street:1.0")
        .contains("scored on camvid?split=val")
        .contains("costs 0.6 G multiply-accumulates or less")
        .contains("one 480x360 frame")
        .contains("machine: a small one")
        .contains(
            "| `fcn8s` | Long et al., CVPR 2015 | 0.25 | 6.70 M | 0.58 G | 300 | 41.2 % | 75.0 % | 7.3 |");
  }

  @Test
  void writesUnroundedNumbersAsJsonWithoutANetworkName() throws IOException {
    // When
    report(List.of(row("fcn8s", 0.4123, 7.26))).write(folder);

    // Then
    JsonNode json = new ObjectMapper().readTree(folder.resolve("comparison.json").toFile());
    assertThat(json.path("rows").path(0).path("mean-iou").asDouble()).isEqualTo(0.4123);
    assertThat(json.path("rows").path(0).path("paper").path("year").asInt()).isEqualTo(2015);
    assertThat(json.path("recipe").path("steps").asInt()).isEqualTo(300);
    assertThat(json.path("recipe").has("network")).isFalse();
    assertThat(json.path("recipe").has("width")).isFalse();
    assertThat(folder.resolve("comparison.md")).isNotEmptyFile();
  }

  @Test
  void drawsEveryNetworkEvenIfPointsAreClose() throws IOException {
    // Given
    List<ComparedNetwork> rows = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      rows.add(row("deeplabv3-cascade-" + i, 0.4 + 0.002 * (i % 5), 8 + 0.3 * i));
    }

    // When
    report(rows).write(folder);
    report(rows.subList(0, 1)).write(Files.createDirectory(folder.resolve("one")));

    // Then
    int many = ink(folder.resolve("comparison.png"));
    int one = ink(folder.resolve("one/comparison.png"));
    assertThat(many - one).as("pixels of eighteen more points and names").isGreaterThan(4000);
  }

  /** Pixels that are not background. */
  private static int ink(Path png) throws IOException {
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(1000);
    int ink = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        ink += (picture.getRGB(x, y) & 0xFF) < 0xC0 ? 1 : 0;
      }
    }
    return ink;
  }
}
