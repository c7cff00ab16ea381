package dev.weir.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mixture of sources")
class MixtureTest {
  private final LabeledSource three = new Numbered("three", 3, false);
  private final LabeledSource endless = new Numbered("endless", 10, true);

  @Test
  void drawsFromEachSourceByItsWeight() {
    // Given
    Mixture mixture = mixture(1);

    // When
    List<Mixture.Draw> draws = draws(mixture, 400);

    // Then
    assertThat(draws.stream().filter(d -> d.source() == three)).hasSize(300);
    // and evenly, without long runs of one source
    assertThat(draws.subList(0, 4).stream().filter(d -> d.source() == endless)).hasSize(1);
  }

  @Test
  void readsAFiniteSourceRoundByRoundInChangingOrder() {
    // Given
    Mixture mixture = new Mixture(List.of(new Mixture.Part(three, 1)), 4);

    // When
    List<Integer> indices = draws(mixture, 30).stream().map(Mixture.Draw::index).toList();

    // Then
    List<List<Integer>> rounds =
        IntStream.range(0, 10).mapToObj(r -> indices.subList(3 * r, 3 * r + 3)).toList();
    assertThat(rounds).allSatisfy(r -> assertThat(r).containsExactlyInAnyOrder(0, 1, 2));
    assertThat(rounds.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void dependsOnlyOnItsSeed() {
    assertThat(draws(mixture(1), 50)).isEqualTo(draws(mixture(1), 50));
    assertThat(draws(mixture(1), 50)).isNotEqualTo(draws(mixture(2), 50));
  }

  @Test
  void continuesAfterASkipAsIfThePicturesWereDrawn() {
    // Given
    Mixture drawn = mixture(1);
    draws(drawn, 37);
    Mixture skipped = mixture(1);

    // When
    skipped.skip(37);

    // Then
    assertThat(draws(skipped, 20)).isEqualTo(draws(drawn, 20));
  }

  private Mixture mixture(long seed) {
    return new Mixture(List.of(new Mixture.Part(three, 3), new Mixture.Part(endless, 1)), seed);
  }

  private static List<Mixture.Draw> draws(Mixture mixture, int count) {
    List<Mixture.Draw> draws = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      draws.add(mixture.next());
    }
    return draws;
  }

  private record Numbered(String name, int size, boolean endless) implements LabeledSource {
    @Override
    public LabeledImage read(int index) {
      return new LabeledImage(name + index, 1, 1, new byte[3], new byte[1]);
    }
  }
}
