package dev.weir.cli.train;

import dev.weir.cli.shell.TaskProgress;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import java.io.PrintWriter;

/** Shows how many pictures of a source have been read, as they are. Read by one thread. */
final class EvaluationProgress implements LabeledSource, AutoCloseable {
  private final LabeledSource source;
  private final TaskProgress progress;

  /**
   * Of a source, all of whose pictures will be read.
   *
   * @param err of the command
   */
  static EvaluationProgress of(LabeledSource source, PrintWriter err) {
    return new EvaluationProgress(
        source, TaskProgress.of("scoring", "pictures", source.size(), err));
  }

  /** Closes the progress with itself. */
  EvaluationProgress(LabeledSource source, TaskProgress progress) {
    this.source = source;
    this.progress = progress;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public boolean endless() {
    return source.endless();
  }

  @Override
  public LabeledImage read(int index) {
    LabeledImage image = source.read(index);
    progress.to(index + 1L);
    return image;
  }

  /** Leaves the terminal to what is printed next. */
  @Override
  public void close() {
    progress.close();
  }
}
