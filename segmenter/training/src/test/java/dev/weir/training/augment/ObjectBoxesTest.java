package dev.weir.training.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.proposals.Box;
import dev.weir.training.data.LabeledImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Objects' boxes")
class ObjectBoxesTest {
  /** Each letter is a class; a dot is void. */
  private static List<List<Box>> of(String... rows) {
    int width = rows[0].length();
    byte[] labels = new byte[width * rows.length];
    for (int i = 0; i < labels.length; i++) {
      char letter = rows[i / width].charAt(i % width);
      labels[i] = letter == '.' ? LabeledImage.VOID : (byte) (letter - 'a');
    }
    return new ObjectBoxes()
        .of(new LabeledImage("letters", width, rows.length, new byte[labels.length * 3], labels));
  }

  @Test
  void surroundConnectedRegionsClassByClass() {
    assertThat(
            of(
                "bbaaabb.", //
                "b.a.a.b.",
                "..aaa...",
                "c......c",
                "cc....cc"))
        .containsExactly(
            List.of(new Box(2, 0, 3, 3)),
            List.of(new Box(0, 0, 2, 2), new Box(5, 0, 2, 2)),
            List.of(new Box(0, 3, 2, 2), new Box(6, 3, 2, 2)));
  }

  @Test
  void regionsThatTouchAtACornerGetTwoBoxes() {
    assertThat(of("a.", ".a")).containsExactly(List.of(new Box(0, 0, 1, 1), new Box(1, 1, 1, 1)));
  }

  @Test
  void ignoreTinyRegions() {
    // Given: one pixel of 1100, and two pixels of 1100
    String[] rows = new String[11];
    Arrays.fill(rows, ".".repeat(100));
    rows[3] = ".".repeat(50) + "a" + ".".repeat(49);
    rows[7] = ".".repeat(50) + "bb" + ".".repeat(48);

    // When, Then
    assertThat(of(rows)).containsExactly(List.of(new Box(50, 7, 2, 1)));
  }

  @Test
  void areEmptyIfNoPixelHasAClass() {
    assertThat(of("...", "...")).isEmpty();
  }
}
