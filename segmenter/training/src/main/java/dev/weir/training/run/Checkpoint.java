package dev.weir.training.run;

import dev.weir.frame.WholeFile;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;

/**
 * Everything that a run needs to resume as if it had not stopped, in one libtorch archive: weights,
 * their average, the optimizer's state, and the number of completed steps.
 */
final class Checkpoint {
  private static final String STEP = "step";
  private static final String OPTIMIZER = "optimizer";
  private static final String WEIGHTS = "weights/";
  private static final String AVERAGE = "average/";

  private final TorchParameters weights;
  private final TorchParameters average;
  private final Optimization optimization;

  Checkpoint(TorchParameters weights, TorchParameters average, Optimization optimization) {
    this.weights = weights;
    this.average = average;
    this.optimization = optimization;
  }

  /** Writes the file whole or not at all. */
  void write(Path file, long stepsDone) throws IOException {
    WholeFile.write(file, part -> TorchScope.run(() -> save(part, stepsDone)));
  }

  private void save(Path part, long stepsDone) {
    OutputArchive archive = new OutputArchive();
    archive.write(STEP, Tensor.create(stepsDone));
    for (Parameter p : weights.parameters()) {
      archive.write(key(WEIGHTS, p), weights.tensor(p.name()));
      archive.write(key(AVERAGE, p), average.tensor(p.name()));
    }
    OutputArchive state = new OutputArchive();
    optimization.save(state);
    archive.write(OPTIMIZER, state);
    archive.save_to(part.toString());
  }

  /**
   * Reads the file into weights, average and optimizer.
   *
   * @return the number of completed steps
   */
  long read(Path file) {
    return TorchScope.<Long>callStill(
        () -> {
          InputArchive archive = new InputArchive();
          archive.load_from(file.toString());
          for (Parameter p : weights.parameters()) {
            copy(archive, key(WEIGHTS, p), weights.tensor(p.name()));
            copy(archive, key(AVERAGE, p), average.tensor(p.name()));
          }
          InputArchive state = new InputArchive();
          archive.read(OPTIMIZER, state);
          optimization.load(state);
          Tensor step = new Tensor();
          archive.read(STEP, step);
          return step.item_long();
        });
  }

  /** Keys of an archive are paths and must not contain dots. */
  private static String key(String group, Parameter p) {
    return group + p.name().replace('.', '/');
  }

  /** Copies in place, because the optimizer and autograd refer to the same tensor objects. */
  private static void copy(InputArchive archive, String key, Tensor into) {
    Tensor read = new Tensor();
    archive.read(key, read);
    into.copy_(read);
  }
}
