package dev.weir.pairing.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.Samples;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final int ROAD = 3; // 0x804080

  private static Pixels gray(int width, int height, int value) {
    Pixels pixels = Pixels.allocate(width, height);
    for (int i = 0; i < width * height * 3; i++) {
      pixels.bgr().put(i, (byte) value);
    }
    return pixels;
  }

  private static int rgb(Pixels pixels, int x, int y) {
    int at = (y * pixels.width() + x) * 3;
    return (pixels.bgr().get(at + 2) & 0xFF) << 16
        | (pixels.bgr().get(at + 1) & 0xFF) << 8
        | (pixels.bgr().get(at) & 0xFF);
  }

  @Test
  void halfOpacityIsTheMeanOfFrameAndColor() {
    Pixels pixels = gray(1, 1, 200);
    new Overlay(ClassMap.CAMVID, 0.5).blend(pixels, new byte[] {ROAD}, 1, 1);
    assertThat(rgb(pixels, 0, 0)).isEqualTo(0xA484A4);
  }

  @Test
  void theEndsOfOpacityAreFrameAndColorThemselves() {
    Pixels none = gray(1, 1, 255);
    Pixels all = gray(1, 1, 255);
    new Overlay(ClassMap.CAMVID, 0).blend(none, new byte[] {ROAD}, 1, 1);
    new Overlay(ClassMap.CAMVID, 1).blend(all, new byte[] {ROAD}, 1, 1);
    assertThat(rgb(none, 0, 0)).isEqualTo(0xFFFFFF);
    assertThat(rgb(all, 0, 0)).isEqualTo(0x804080);
  }

  @Test
  void aSmallerMaskIsEnlargedByNearestNeighbor() {
    Pixels pixels = gray(4, 2, 0);
    new Overlay(ClassMap.CAMVID, 1).blend(pixels, new byte[] {0, ROAD}, 2, 1);
    assertThat(rgb(pixels, 1, 1)).isEqualTo(0x808080);
    assertThat(rgb(pixels, 2, 0)).isEqualTo(0x804080);
  }

  @Test
  void aClassWithoutColorLeavesTheFrame() {
    Pixels pixels = gray(1, 1, 9);
    new Overlay(ClassMap.CAMVID, 1).blend(pixels, new byte[] {(byte) 200}, 1, 1);
    assertThat(rgb(pixels, 0, 0)).isEqualTo(0x090909);
  }

  @Test
  void paintsAJpegOfTheFramesSize() {
    // Given a black frame whose mask is all road
    Pair pair = new Pair(Samples.frame(ROAD), Samples.mask(ROAD, 0));
    // When
    byte[] jpeg = painter(Samples.WIDTH * Samples.HEIGHT).paint(pair, pair.mask().classes());
    // Then it has the road's color, within JPEG accuracy
    Pixels painted = new FrameDecoder().decode(jpeg, null);
    assertThat(painted.width()).isEqualTo(Samples.WIDTH);
    assertThat(painted.height()).isEqualTo(Samples.HEIGHT);
    int rgb = rgb(painted, 5, 5);
    assertThat(rgb >> 16).isBetween(0x7C, 0x84);
    assertThat(rgb >> 8 & 0xFF).isBetween(0x3C, 0x44);
    assertThat(rgb & 0xFF).isBetween(0x7C, 0x84);
  }

  @Test
  void paintsFramesUpToThePublishersPixelLimit() {
    Pair pair = new Pair(Samples.frame(ROAD), Samples.mask(ROAD, 0));
    int pixels = Samples.WIDTH * Samples.HEIGHT;

    assertThat(painter(pixels).paint(pair, pair.mask().classes())).isNotEmpty();
    assertThatThrownBy(() -> painter(pixels - 1).paint(pair, pair.mask().classes()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("expected at most %d".formatted(pixels - 1));
  }

  private static OverlayPainter painter(long maxPixels) {
    return new OverlayPainter(ModelClasses.all(ClassMap.CAMVID), 1, maxPixels);
  }
}
