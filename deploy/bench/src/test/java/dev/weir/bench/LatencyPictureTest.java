package dev.weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The latency chart")
class LatencyPictureTest {
  @TempDir Path directory;

  private static Histogram histogram(long firstMicros) {
    Histogram histogram = new Histogram(3);
    for (int i = 0; i < 1000; i++) {
      histogram.recordValue(firstMicros + i * 10L);
    }
    return histogram;
  }

  /** Counts the pixels that are neither gray nor white: the curves and their legend. */
  private static long colored(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
        .filter(rgb -> Math.abs((rgb >> 16 & 0xFF) - (rgb & 0xFF)) > 60)
        .count();
  }

  @Test
  void hasACurveForEachStageThatHasValues() throws IOException {
    // Given
    Path one = directory.resolve("one.png");
    Path three = directory.resolve("three.png");
    Map<String, Histogram> stages = new LinkedHashMap<>();
    stages.put("total", histogram(20_000));
    LatencyPicture.write("one", stages, one);

    // When
    stages.put("segmenter", histogram(5_000));
    stages.put("to-reader", histogram(1_000));
    stages.put("empty", new Histogram(3));
    LatencyPicture.write("three", stages, three);

    // Then
    assertThat(colored(one)).isPositive();
    assertThat(colored(three)).isGreaterThan(2 * colored(one));
  }

  @Test
  void oneFrameIsEnough() throws IOException {
    // Given
    Histogram single = new Histogram(3);
    single.recordValue(1234);
    Path file = directory.resolve("single.png");

    // When
    LatencyPicture.write("single", Map.of("total", single), file);

    // Then
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
  }
}
