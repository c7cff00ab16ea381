package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.training.data.Mixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of a run's data")
class DataCheckTest {
  private final List<String> told = new ArrayList<>();

  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public void task(RunTask task, String data, int done, int of) {
          told.add("%s %s %d/%d".formatted(task, data, done, of));
        }

        @Override
        public void step(int done, int of, double loss) {}

        @Override
        public void point(ScorePoint point, boolean best) {}

        @Override
        public boolean stopAsked() {
          return false;
        }
      };

  @Test
  void reportsProgressBeforeTheFirstPictureAndAfterEach() {
    // Given
    TrainingData data =
        new TrainingData(
            List.of(new Mixture.Part(TwoPictures.halves(), 1)),
            List.of("two"),
            TwoPictures.scenes());
    DataCheck check = new DataCheck(data, listener);

    // When
    List<Double> share = check.frequencies(11).share();
    check.validation();
    check.toScore().read(1);

    // Then
    assertThat(share.get(0)).isEqualTo(0.25);
    assertThat(told)
        .containsExactly(
            "READING two halves 0/2",
            "READING two halves 1/2",
            "READING two halves 2/2",
            "CHECKING two scenes 0/2",
            "CHECKING two scenes 1/2",
            "CHECKING two scenes 2/2",
            "SCORING two scenes 0/2",
            "SCORING two scenes 1/2");
  }
}
