package dev.weir.cli;

import dev.weir.training.data.LabelledImage;
import dev.weir.training.data.LabelledSource;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how many pictures of a source have been read, as they are; says nothing
 * elsewhere. Read by one thread.
 */
final class EvaluationProgress implements LabelledSource, AutoCloseable {
  private final LabelledSource source;
  private final @Nullable ProgressBar bar;

  /** On this process's terminal, if it has one. */
  @SuppressWarnings("SystemConsoleNull") // Java 17's own way to tell a terminal from a pipe
  static EvaluationProgress of(LabelledSource source) {
    return new EvaluationProgress(source, System.console() == null ? null : System.err);
  }

  /** On a terminal; null for none. */
  EvaluationProgress(LabelledSource source, @Nullable PrintStream terminal) {
    this.source = source;
    this.bar =
        terminal == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName("scoring")
                .setInitialMax(source.size())
                .setConsumer(new ConsoleProgressBarConsumer(terminal))
                .build();
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
    if (bar != null) {
      bar.stepTo(index + 1L);
    }
    return image;
  }

  /** Leaves the terminal to what is printed next. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
