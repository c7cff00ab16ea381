package dev.weir.cli.shell;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows a task's progress: a bar on a terminal; otherwise a line on standard error every ten
 * seconds, so short tasks print nothing. Thread-safe.
 */
public final class TaskProgress implements AutoCloseable {
  private final String task;
  private final String unit;
  private final long of;
  private final PrintWriter err;
  private final LongSupplier nanos;
  private final long begun;
  private final @Nullable ProgressBar bar;
  private final @Nullable Heartbeat heartbeat;
  private long done; // guarded by this

  /**
   * Starts showing a task.
   *
   * @param task a word for the task, such as scoring
   * @param unit the unit counted, such as pictures
   * @param of the total; 0 if nothing is counted
   * @param err the command's standard error
   */
  @SuppressWarnings("SystemConsoleNull") // the Java 17 way to tell a terminal from a pipe
  public static TaskProgress of(String task, String unit, long of, PrintWriter err) {
    TaskProgress progress =
        new TaskProgress(
            task, unit, of, err, System.console() == null ? null : System.err, System::nanoTime);
    if (progress.heartbeat != null) {
      progress.heartbeat.start();
    }
    return progress;
  }

  /**
   * Shows a task on a terminal, or off one if null. The clock is in nanoseconds and is read only
   * when progress is reported.
   */
  public TaskProgress(
      String task,
      String unit,
      long of,
      PrintWriter err,
      @Nullable PrintStream terminal,
      LongSupplier nanos) {
    this.task = task;
    this.unit = unit;
    this.of = of;
    this.err = err;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.bar = terminal == null || of == 0 ? null : bar(task, of, terminal);
    this.heartbeat = bar == null ? new Heartbeat(nanos, this::say) : null;
  }

  private static ProgressBar bar(String task, long of, PrintStream terminal) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(of)
        .setConsumer(new ConsoleProgressBarConsumer(terminal))
        .build();
  }

  /** Reports the number done so far. */
  public void to(long count) {
    synchronized (this) {
      done = count;
    }
    if (bar != null) {
      bar.stepTo(count);
    }
    check();
  }

  /** Prints a line if one is due. */
  public void check() {
    if (heartbeat != null) {
      heartbeat.check();
    }
  }

  private void say() {
    err.println(line());
    err.flush();
  }

  private synchronized String line() {
    double seconds = (nanos.getAsLong() - begun) / 1e9;
    String counted =
        of == 0
            ? ""
            : String.format(
                Locale.ROOT, " %s=%d of=%d per_second=%.2f", unit, done, of, done / seconds);
    return String.format(Locale.ROOT, "%s%s seconds=%.0f", task, counted, seconds);
  }

  /** Ends the progress display, so that the next output starts on a line of its own. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
    if (heartbeat != null) {
      heartbeat.close();
    }
  }
}
