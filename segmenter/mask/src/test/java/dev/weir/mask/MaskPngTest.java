package dev.weir.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.MalformedMessageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mask as a palette PNG")
class MaskPngTest {
  private static byte[] randomClasses(int width, int height) {
    byte[] classes = new byte[width * height];
    Random random = new Random(width * 31L + height);
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) random.nextInt(ClassMap.CAMVID.size());
    }
    return classes;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,5", "480,360", "961,541"})
  void opensElsewhereInTheClassColorsAndItsValuesAreTheClasses(int width, int height)
      throws IOException {
    byte[] classes = randomClasses(width, height);

    byte[] png = MaskPng.encode(classes, width, height, ClassMap.CAMVID);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int c = classes[y * width + x];
        assertThat(image.getRaster().getSample(x, y, 0)).isEqualTo(c);
        assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(ClassMap.CAMVID.rgb(c));
      }
    }
    assertThat(MaskPng.decode(png, width, height)).isEqualTo(classes);
  }

  @Test
  void aValueThatIsNoClassIsRefusedWithItsPlace() {
    byte[] classes = new byte[12];
    classes[5] = 11;

    assertThatThrownBy(() -> MaskPng.encode(classes, 4, 3, ClassMap.CAMVID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class 11 at 1,1");
  }

  @Test
  void aLengthThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> MaskPng.encode(new byte[11], 4, 3, ClassMap.CAMVID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 12");
  }

  @Test
  void anEncoderAllocatesTheMaskAndNothingElseThatGrowsWithIt() {
    // Given an encoder that has already encoded this size
    int width = 1280;
    int height = 720;
    ByteBuffer classes = ByteBuffer.allocateDirect(width * height);
    try (MaskPngEncoder encoder = new MaskPngEncoder(ClassMap.CAMVID)) {
      int length = encoder.encode(classes, 0, width, height).length;
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();

      // When
      for (int i = 0; i < 10; i++) {
        length = encoder.encode(classes, 0, width, height).length;
      }

      // Then
      long each = (threads.getCurrentThreadAllocatedBytes() - before) / 10;
      assertThat(each - length).isBetween(0L, 2000L);
    }
  }

  @Test
  void anEncoderIsUsedAgainForMasksOfOtherSizesAtOtherPlaces() {
    // Given
    byte[] large = randomClasses(321, 70);
    byte[] small = randomClasses(5, 3);
    ByteBuffer both = ByteBuffer.allocate(large.length + small.length).put(large).put(small);

    // When, Then
    try (MaskPngEncoder encoder = new MaskPngEncoder(ClassMap.CAMVID)) {
      for (int i = 0; i < 2; i++) {
        byte[] first = encoder.encode(both.clear(), 0, 321, 70);
        byte[] second = encoder.encode(both.clear(), large.length, 5, 3);
        assertThat(MaskPng.decode(first, 321, 70)).isEqualTo(large);
        assertThat(MaskPng.decode(second, 5, 3)).isEqualTo(small);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 20, 60, 200})
  void aTruncatedPngIsRefused(int length) {
    byte[] png = MaskPng.encode(randomClasses(64, 48), 64, 48, ClassMap.CAMVID);

    assertThatThrownBy(() -> MaskPng.decode(Arrays.copyOf(png, length), 64, 48))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void aPngOfTrueColorIsNoMask() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", out);

    assertThatThrownBy(() -> MaskPng.decode(out.toByteArray(), 4, 3))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("palette");
  }
}
