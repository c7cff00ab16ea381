package dev.weir.training.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads a contact sheet: three samples in a row, each beside its labels. */
public final class SheetReader {
  private static final int COLUMNS = 3;
  private static final int WIDTH = 240;
  private static final int GAP = 6;
  private static final int OPAQUE = 0xFF000000;

  private final BufferedImage sheet;
  private final int height;

  /** A sheet of samples of a size. */
  public SheetReader(Path file, int sampleWidth, int sampleHeight) throws IOException {
    sheet = ImageIO.read(file.toFile());
    height = WIDTH * sampleHeight / sampleWidth;
  }

  /** The number of samples that fit on the sheet. */
  public int places() {
    assertThat(sheet.getWidth()).isEqualTo(COLUMNS * (2 * WIDTH + GAP) + GAP);
    assertThat((sheet.getHeight() - GAP) % (height + GAP)).isZero();
    return COLUMNS * ((sheet.getHeight() - GAP) / (height + GAP));
  }

  /** Asserts that a position shows the centers of a sample's pixels and labels. */
  public void assertShows(int place, Sample sample, ClassMap classes) {
    int[] shown = new int[sample.labels().length];
    int[] expected = new int[shown.length];
    int[] shownLabels = new int[shown.length];
    int[] expectedLabels = new int[shown.length];
    for (int p = 0; p < shown.length; p++) {
      int row = p / sample.width();
      int x = left(place) + middle(p % sample.width(), WIDTH, sample.width());
      int y = top(place) + middle(row, height, sample.height());
      shown[p] = sheet.getRGB(x, y);
      expected[p] =
          OPAQUE
              | (sample.rgb()[3 * p] & 0xFF) << 16
              | (sample.rgb()[3 * p + 1] & 0xFF) << 8
              | (sample.rgb()[3 * p + 2] & 0xFF);
      int label = sample.labels()[p] & 0xFF;
      shownLabels[p] = sheet.getRGB(x + WIDTH, y);
      expectedLabels[p] = OPAQUE | (label < classes.size() ? classes.rgb(label) : 0);
    }
    assertThat(shown).as("sample at %d", place).isEqualTo(expected);
    assertThat(shownLabels).as("labels at %d", place).isEqualTo(expectedLabels);
  }

  /** Asserts that a position is white. */
  public void assertEmpty(int place) {
    for (int x = 0; x < 2 * WIDTH; x++) {
      assertThat(sheet.getRGB(left(place) + x, top(place) + height / 2)).isEqualTo(0xFFFFFFFF);
    }
  }

  private static int left(int place) {
    return GAP + place % COLUMNS * (2 * WIDTH + GAP);
  }

  private int top(int place) {
    int row = place / COLUMNS;
    return GAP + row * (height + GAP);
  }

  private static int middle(int pixel, int of, int pixels) {
    return (int) ((pixel + 0.5) * of / pixels);
  }
}
