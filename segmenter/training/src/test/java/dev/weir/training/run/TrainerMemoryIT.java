package dev.weir.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.training.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A training run's memory")
class TrainerMemoryIT extends TrainerKit {
  @Test
  void keepsItsMemoryFlat() throws Exception {
    // Given: past the first two scores, in which libtorch and ONNX Runtime set up their pools
    Recipe recipe = small(Map.of("steps", "32", "validate-every", "8"));
    List<Long> live = new ArrayList<>();
    List<Long> resident = new ArrayList<>();

    // When: steps, batch statistics, exports and scores
    Trainer.train(
        recipe,
        data(),
        new RunFolder(folder.resolve("memory")),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          @Override
          public void point(ScorePoint point, boolean best) {
            live.add(Pointer.totalCount());
            resident.add(Pointer.physicalBytes());
          }
        });

    // Then: two periods later, exactly the same number of native objects exists
    assertThat(live).hasSize(4);
    assertThat(live.get(3)).isLessThanOrEqualTo(live.get(1));
    // A coarser check of memory outside Java's control. A step's tensors are about 30 MB, 480 MB in
    // total if they were kept. The number includes the Java heap, which may grow by 150 MB
    assertThat(resident.get(3) - resident.get(1)).isLessThan(250L << 20);
  }

  @Test
  void keepsItsMemoryFlatFromStepToStep() throws Exception {
    // Given: past the first steps, in which libtorch sets up its pools
    Recipe recipe = small(Map.of("steps", "90", "validate-every", "90"));
    List<Long> resident = new ArrayList<>();

    // When
    Trainer.train(
        recipe,
        data(),
        new RunFolder(folder.resolve("steps")),
        TrainingDevice.of("cpu", 1),
        start(),
        new Quiet() {
          @Override
          public void step(int done, int of, double loss) {
            if (done % 30 == 0) {
              resident.add(Pointer.physicalBytes());
            }
          }
        });

    // Then: a step's tensors are about 30 MB; if they were kept, memory would grow by 900 MB
    assertThat(resident.get(2) - resident.get(1)).isLessThan(100L << 20);
  }

  @Test
  void detectsALeakOfTheSmallestTensor() {
    long before = Pointer.totalCount();
    try (Tensor kept = Tensor.create(1f)) {
      assertThat(kept.item_float()).isEqualTo(1);
      assertThat(Pointer.totalCount()).isGreaterThan(before);
    }
  }
}
