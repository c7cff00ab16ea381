package dev.weir.cli;

import dev.weir.training.data.LabelledImage;
import dev.weir.training.data.LabelledSource;
import java.io.PrintWriter;

/** Shows how many pictures of a source have been read, as they are. Read by one thread. */
final class EvaluationProgress implements LabelledSource, AutoCloseable {
  private final LabelledSource source;
  private final TaskProgress progress;

  /**
   * Of a source, all of whose pictures will be read.
   *
   * @param err of the command
   */
  static EvaluationProgress of(LabelledSource source, PrintWriter err) {
    return new EvaluationProgress(
        source, TaskProgress.of("scoring", "pictures", source.size(), err));
  }

  /** Closes the progress with itself. */
  EvaluationProgress(LabelledSource source, TaskProgress progress) {
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
  public LabelledImage read(int index) {
    LabelledImage image = source.read(index);
    progress.to(index + 1L);
    return image;
  }

  /** Leaves the terminal to what is printed next. */
  @Override
  public void close() {
    progress.close();
  }
}
