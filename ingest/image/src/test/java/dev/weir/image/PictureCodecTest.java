package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.FrameEncoding;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pictures")
class PictureCodecTest {
  private final FrameDecoder decoder = new FrameDecoder();

  /** Left half blue, right half red, so that a swapped channel order is visible. */
  private static Pixels blueAndRed(int width, int height) {
    Pixels p = Pixels.allocate(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 3;
        p.bgr().put(at + (x < width / 2 ? 0 : 2), (byte) 255);
      }
    }
    return p;
  }

  private static int channel(Pixels p, int x, int y, int c) {
    return p.bgr().get((y * p.width() + x) * 3 + c) & 0xFF;
  }

  @ParameterizedTest
  @CsvSource({"64,48", "65,47", "1,1", "640,480"})
  void aJpegKeepsItsSizeAndItsColors(int width, int height) {
    byte[] jpeg = new JpegEncoder(95).encode(blueAndRed(width, height));

    Pixels decoded = decoder.decode(jpeg, null);

    assertThat(ImageHeader.read(jpeg))
        .isEqualTo(new ImageHeader(FrameEncoding.JPEG, width, height));
    assertThat(decoded.width()).isEqualTo(width);
    assertThat(decoded.height()).isEqualTo(height);
    if (width > 32) {
      assertThat(channel(decoded, 2, height / 2, 0)).isGreaterThan(220);
      assertThat(channel(decoded, 2, height / 2, 2)).isLessThan(40);
      assertThat(channel(decoded, width - 3, height / 2, 2)).isGreaterThan(220);
    }
  }

  @Test
  void theJpegOpensElsewhere() throws IOException {
    byte[] jpeg = new JpegEncoder(95).encode(blueAndRed(64, 48));

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));

    assertThat(image.getRGB(4, 4) & 0xFF).as("blue").isGreaterThan(220);
    assertThat(image.getRGB(60, 4) >> 16 & 0xFF).as("red").isGreaterThan(220);
  }

  @Test
  void aGrayOrTransparentPngComesInColor() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_4BYTE_ABGR}) {
      BufferedImage image = new BufferedImage(9, 7, type);
      image.setRGB(3, 3, 0xFFFFFFFF);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);

      Pixels decoded = decoder.decode(out.toByteArray(), null);

      assertThat(channel(decoded, 3, 3, 1)).isEqualTo(255);
      assertThat(channel(decoded, 2, 3, 1)).isZero();
    }
  }

  @Test
  void memoryIsUsedAgainWhenItIsLargeEnough() {
    Pixels large = Pixels.allocate(64, 48);
    byte[] jpeg = new JpegEncoder(90).encode(blueAndRed(32, 24));

    Pixels decoded = decoder.decode(jpeg, large);

    assertThat(decoded.bgr()).isSameAs(large.bgr());
    assertThat(decoded.width()).isEqualTo(32);
    assertThat(channel(decoded, 2, 12, 0)).isGreaterThan(200);
  }

  @Test
  void aPictureWithASoundHeaderAndNoPixelsIsRefused() {
    byte[] jpeg = new JpegEncoder(90).encode(blueAndRed(64, 48));
    byte[] beheaded = Arrays.copyOf(jpeg, 200);

    assertThatThrownBy(() -> decoder.decode(beheaded, null))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void aPictureAboveTheLimitIsRefused() {
    byte[] jpeg = new JpegEncoder(90).encode(blueAndRed(64, 48));

    assertThatThrownBy(() -> new FrameDecoder(64 * 48 - 1).decode(jpeg, null))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("64x48");
  }

  @Test
  void aLargePictureHiddenBeforeASmallOnesSizeIsRefused() {
    // Given 3000x3000 inside an invalid segment, which only a segment parser would skip
    byte[] large = Arrays.copyOf(new JpegEncoder(90).encode(blueAndRed(3000, 3000)), 2000);
    byte[] small = new JpegEncoder(90).encode(blueAndRed(16, 16));
    int length = large.length;
    ByteArrayOutputStream hidden = new ByteArrayOutputStream();
    hidden.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0});
    hidden.write(length >> 8);
    hidden.write(length);
    hidden.write(large, 2, length - 2); // the length includes itself
    hidden.write(small, 2, small.length - 2);

    // When, Then
    assertThatThrownBy(() -> new FrameDecoder(16 * 16).decode(hidden.toByteArray(), null))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("marker 0x00");
  }

  @ParameterizedTest
  @CsvSource({"0", "101", "-5"})
  void aQualityOutsideItsRangeIsRefused(int quality) {
    assertThatThrownBy(() -> new JpegEncoder(quality))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 100");
  }
}
