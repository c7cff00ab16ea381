package dev.weir.cli.train;

import dev.weir.cli.shell.TaskProgress;
import dev.weir.training.data.ForwardingSource;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import java.io.PrintWriter;

/** Passes pictures through unchanged and shows how many have been read. Read by one thread. */
final class EvaluationProgress extends ForwardingSource implements AutoCloseable {
  private final TaskProgress progress;

  /**
   * Wraps a source, all of whose pictures will be read.
   *
   * @param err the command's standard error
   */
  static EvaluationProgress of(LabeledSource source, PrintWriter err) {
    return new EvaluationProgress(
        source, TaskProgress.of("scoring", "pictures", source.size(), err));
  }

  /** Owns the progress: closing this closes it too. */
  EvaluationProgress(LabeledSource source, TaskProgress progress) {
    super(source);
    this.progress = progress;
  }

  @Override
  public LabeledImage read(int index) {
    LabeledImage image = source.read(index);
    progress.to(index + 1L);
    return image;
  }

  /** Ends the progress display, so that the next output starts on a line of its own. */
  @Override
  public void close() {
    progress.close();
  }
}
