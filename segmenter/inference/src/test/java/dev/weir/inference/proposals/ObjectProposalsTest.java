package dev.weir.inference.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.inference.ProposalOptions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Object proposals")
class ObjectProposalsTest {
  private static final ObjectProposals PROPOSALS = new ObjectProposals(2000);

  /** Returns a gray background with some noise, and a bright box on it. */
  private static ByteBuffer picture(int width, int height, Box bright) {
    Random random = new Random(3);
    ByteBuffer picture = ByteBuffer.allocateDirect(width * height * 3);
    for (int i = 0; i < width * height; i++) {
      int x = i % width - bright.x();
      int y = i / width - bright.y();
      boolean inside = x >= 0 && y >= 0 && x < bright.width() && y < bright.height();
      for (int c = 0; c < 3; c++) {
        picture.put(3 * i + c, (byte) ((inside ? 210 : 70) + random.nextInt(9)));
      }
    }
    return picture;
  }

  @ParameterizedTest
  @CsvSource({
    "320, 240, 120, 90, 80, 60",
    "161, 127, 31, 23, 51, 43",
    "480, 360, 40, 60, 60, 150",
    "1280, 720, 500, 200, 333, 222", // processed at 500 pixels width
    "121, 999, 20, 444, 70, 161"
  })
  void findABrightBoxAmongTheBestFifty(
      int width, int height, int x, int y, int boxWidth, int boxHeight) {
    // Given
    Box bright = new Box(x, y, boxWidth, boxHeight);

    // When
    List<Box> found = PROPOSALS.of(picture(width, height, bright), height, width);

    // Then
    assertThat(found.stream().limit(50).mapToDouble(bright::overlap).max().orElse(0))
        .isGreaterThan(0.7);
    assertThat(found)
        .allSatisfy(
            b -> {
              assertThat(b.x() + b.width()).isLessThanOrEqualTo(width);
              assertThat(b.y() + b.height()).isLessThanOrEqualTo(height);
            });
  }

  @Test
  void areOfTheColorThatChangesNotOfBrightnessAlone() {
    // Given: a red box on equally bright green
    Box red = new Box(100, 80, 90, 70);
    ByteBuffer picture = ByteBuffer.allocateDirect(320 * 240 * 3);
    for (int i = 0; i < 320 * 240; i++) {
      int x = i % 320 - red.x();
      int y = i / 320 - red.y();
      boolean inside = x >= 0 && y >= 0 && x < red.width() && y < red.height();
      picture.put(3 * i + (inside ? 2 : 1), (byte) (inside ? 200 : 102));
    }

    // When
    List<Box> found = PROPOSALS.of(picture, 240, 320);

    // Then
    assertThat(found.stream().limit(50).mapToDouble(red::overlap).max().orElse(0))
        .isGreaterThan(0.7);
  }

  @Test
  void areNoneWhereNothingHasAnEdge() {
    ByteBuffer plain = ByteBuffer.allocateDirect(320 * 240 * 3);

    assertThat(PROPOSALS.of(plain, 240, 320)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "31, 400", "400, 31", "1000, 40"})
  void areNoneInWhatIsHardlyAPicture(int width, int height) {
    Random random = new Random(1);
    byte[] noise = new byte[width * height * 3];
    random.nextBytes(noise);
    ByteBuffer picture = ByteBuffer.allocateDirect(noise.length).put(0, noise);

    assertThat(PROPOSALS.of(picture, height, width)).isEmpty();
  }

  @Test
  void areAsManyAsAskedForAndTheSameAgain() {
    // Given
    byte[] noise = new byte[200 * 150 * 3];
    new Random(7).nextBytes(noise);
    ByteBuffer picture = ByteBuffer.allocateDirect(noise.length).put(0, noise);

    // When
    List<Box> few = new ObjectProposals(5).of(picture, 150, 200);
    List<Box> more = PROPOSALS.of(picture, 150, 200);

    // Then
    assertThat(few).hasSize(5).isEqualTo(more.subList(0, 5));
    assertThat(PROPOSALS.of(picture, 150, 200)).isEqualTo(more);
  }

  @Test
  void ofNoNumberAreRefused() {
    assertThatThrownBy(() -> new ObjectProposals(0))
        .hasMessageContaining("0 proposals: expected a number from 1");
    assertThatThrownBy(() -> new ProposalOptions(2000, -1, 1.2))
        .hasMessageContaining("-1 views, margin 1.2");
  }
}
