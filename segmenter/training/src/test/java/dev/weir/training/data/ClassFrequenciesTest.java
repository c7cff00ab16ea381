package dev.weir.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The frequencies of classes")
class ClassFrequenciesTest {
  /** A picture of one row. Each letter is a class; a dot is void. */
  private record Letters(boolean endless, List<String> rows) implements LabeledSource {
    @Override
    public String name() {
      return "letters";
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public LabeledImage read(int index) {
      String row = rows.get(index);
      byte[] labels = new byte[row.length()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = row.charAt(i) == '.' ? LabeledImage.VOID : (byte) (row.charAt(i) - 'a');
      }
      return new LabeledImage(row, labels.length, 1, new byte[labels.length * 3], labels);
    }
  }

  @Test
  void areFractionsOfAllLabeledPixelsAndOfThePicturesThatShowTheClass() {
    // Given: pictures of 4 and 6 pixels
    Letters letters = new Letters(false, List.of("aaab", "aacc.."));

    // When
    ClassFrequencies frequencies = ClassFrequencies.of(List.of(new Mixture.Part(letters, 1)), 4);

    // Then: void pixels have no class but are counted
    assertThat(frequencies.share()).containsExactly(5 / 8.0, 1 / 8.0, 2 / 8.0, 0.0);
    List<Double> where = frequencies.whereItOccurs();
    assertThat(where.get(0)).isCloseTo(5 / 10.0, within(1e-12));
    assertThat(where.get(1)).isCloseTo(1 / 4.0, within(1e-12));
    assertThat(where.get(2)).isCloseTo(2 / 6.0, within(1e-12));
    assertThat(where.get(3)).isZero();
  }

  @Test
  void weightEachPartRegardlessOfItsSize() {
    // Given: the first part has three of four pictures
    List<Mixture.Part> parts =
        List.of(
            new Mixture.Part(new Letters(false, List.of("ab")), 3),
            new Mixture.Part(new Letters(true, List.of("bbbbbbbc", "bbbbbbbb")), 1));

    // When
    ClassFrequencies frequencies = ClassFrequencies.of(parts, 3);

    // Then
    List<Double> share = frequencies.share();
    assertThat(share.get(0)).isCloseTo(0.75 / 2, within(1e-12));
    assertThat(share.get(1)).isCloseTo(0.75 / 2 + 0.25 * 15 / 16, within(1e-12));
    assertThat(share.get(2)).isCloseTo(0.25 / 16, within(1e-12));
    List<Double> where = frequencies.whereItOccurs();
    assertThat(where.get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(where.get(1)).isCloseTo(0.75 / 2 + 0.25 * 15 / 16, within(1e-12));
    assertThat(where.get(2)).isCloseTo(1 / 8.0, within(1e-12));
  }
}
