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
 * How far a task is: a bar on a terminal; elsewhere a line on standard error every ten seconds, so
 * that a short task says nothing. Thread-safe.
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
   * A task that begins now.
   *
   * @param task in a word, such as scoring
   * @param unit what is counted, such as pictures
   * @param of how many; 0 if nothing is counted
   * @param err of the command
   */
  @SuppressWarnings("SystemConsoleNull") // Java 17's own way to tell a terminal from a pipe
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
   * The same on a terminal, or null for none, with a clock in nanoseconds; it looks at that when it
   * is told something.
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

  /** So many are done. */
  public void to(long count) {
    synchronized (this) {
      done = count;
    }
    if (bar != null) {
      bar.stepTo(count);
    }
    check();
  }

  /** Says a line if one is due. */
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

  /** Leaves the terminal to what is printed next. */
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
