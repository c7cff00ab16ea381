package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.training.recipe.Recipe;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run's curves")
class RunChartTest {
  private static final int POINTS = 9;

  @TempDir private Path folder;

  private BufferedImage drawn(String name, IntToDoubleFunction meanIou, IntToDoubleFunction loss)
      throws Exception {
    List<ScorePoint> points =
        IntStream.range(0, POINTS)
            .mapToObj(
                i ->
                    new ScorePoint(
                        100 * (i + 1),
                        i,
                        loss.applyAsDouble(i),
                        0.001,
                        meanIou.applyAsDouble(i),
                        0.95,
                        Map.of(),
                        i))
            .toList();
    RunReport report =
        new RunReport(
            Recipe.read("icnet", Map.of()),
            List.of("two:1"),
            "two",
            "random",
            List.of(),
            "",
            points,
            ProgressSinceScore.NOTHING);
    Path file = folder.resolve(name + ".png");
    RunChart.write(report, file);
    return ImageIO.read(file.toFile());
  }

  /** The average row of a chart's first curve in a column. */
  private static OptionalDouble curve(BufferedImage half, int column) {
    return IntStream.range(0, half.getHeight())
        .filter(y -> blue(new Color(half.getRGB(column, y))))
        .average();
  }

  /** Whether a pixel has the color of a chart's first curve. */
  private static boolean blue(Color c) {
    return c.getBlue() > 200 && c.getBlue() - c.getRed() > 100;
  }

  /** The columns of a chart's first curve, without the legend on the right. */
  private static int[] columns(BufferedImage half) {
    return IntStream.range(0, half.getWidth() * 4 / 5)
        .filter(x -> curve(half, x).isPresent())
        .toArray();
  }

  @Test
  void showsScoresAboveAndTheLossBelow() throws Exception {
    // When
    BufferedImage both = drawn("run", i -> 0.1 + 0.1 * i, i -> 2.0 - 0.2 * i);

    // Then: a line from left to right
    int middle = both.getHeight() / 2;
    BufferedImage scores = both.getSubimage(0, 0, both.getWidth(), middle);
    BufferedImage loss = both.getSubimage(0, middle, both.getWidth(), middle);
    for (BufferedImage half : List.of(scores, loss)) {
      assertThat(columns(half)).hasSizeGreaterThan(both.getWidth() / 2);
    }
    assertThat(climb(scores)).isGreaterThan(middle / 4.0);
    assertThat(climb(loss)).isLessThan(-middle / 4.0);
  }

  /** The rise of a chart's first curve in pixels, from left to right. */
  private static double climb(BufferedImage half) {
    int[] columns = columns(half);
    return curve(half, columns[0]).orElseThrow()
        - curve(half, columns[columns.length - 1]).orElseThrow();
  }

  @Test
  void differsBetweenRuns() throws Exception {
    // Given: two runs with the same first and last values
    BufferedImage straight = drawn("straight", i -> 0.1 + 0.1 * i, i -> 2.0 - 0.2 * i);

    // When
    BufferedImage bent = drawn("bent", i -> i < 8 ? 0.1 : 0.9, i -> i < 8 ? 2.0 : 0.4);

    // Then: above and below
    int middle = straight.getHeight() / 2;
    for (int top : List.of(0, middle)) {
      int different = 0;
      for (int y = top; y < top + middle; y++) {
        for (int x = 0; x < straight.getWidth(); x++) {
          different += straight.getRGB(x, y) == bent.getRGB(x, y) ? 0 : 1;
        }
      }
      assertThat(different).isGreaterThan(straight.getWidth());
    }
  }
}
