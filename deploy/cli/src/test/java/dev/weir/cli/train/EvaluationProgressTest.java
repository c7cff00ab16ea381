package dev.weir.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.shell.TaskProgress;
import dev.weir.mask.ClassMap;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.layout.DataSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Evaluation progress")
class EvaluationProgressTest {
  private final LabeledSource street =
      DataSpec.parse("synthetic:street?size=32x32&count=3").open(ClassMap.CAMVID);

  @Test
  void countsThePicturesAndLeavesThemAsTheyAre() {
    // Given
    StringWriter err = new StringWriter();
    AtomicLong clock = new AtomicLong();
    TaskProgress task =
        new TaskProgress("scoring", "pictures", 3, new PrintWriter(err), null, clock::get);

    // When
    byte[] second;
    try (EvaluationProgress progress = new EvaluationProgress(street, task)) {
      progress.read(0);
      clock.set(TimeUnit.SECONDS.toNanos(20));
      second = progress.read(1).bgr();
      progress.read(2);
      assertThat(progress.size()).isEqualTo(3);
      assertThat(progress.endless()).isTrue();
      assertThat(progress.name()).isEqualTo(street.name());
    }

    // Then
    assertThat(err.toString().lines())
        .containsExactly("scoring pictures=2 of=3 per_second=0.10 seconds=20");
    assertThat(second).isEqualTo(street.read(1).bgr());
  }
}
