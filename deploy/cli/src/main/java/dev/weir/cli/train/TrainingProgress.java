package dev.weir.cli.train;

import dev.weir.cli.shell.Heartbeat;
import dev.weir.cli.shell.StopSignal;
import dev.weir.training.run.RunTask;
import dev.weir.training.run.ScorePoint;
import dev.weir.training.run.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training run's progress: a bar on a terminal; otherwise key=value lines, at least one
 * every ten seconds. The run's thread reports progress; the heartbeat has its own thread.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  private static final int LINE_EVERY = 50;

  private final PrintWriter out;
  private final StopSignal stop;
  private final LongSupplier nanos;
  private final boolean terminal;
  private final @Nullable Heartbeat heartbeat;

  // All fields below are guarded by this.
  private @Nullable ProgressBar bar;
  private String doing = "starting";
  private int done;
  private int of;
  private int begunAt;
  private long begun;
  private boolean stepping;
  private double sum;
  private int summed;
  private boolean saidThatItStops;

  /** Shows progress on the process's terminal, or as lines if it has none. */
  @SuppressWarnings("SystemConsoleNull") // the Java 17 way to tell a terminal from a pipe
  public TrainingProgress(PrintWriter out, StopSignal stop) {
    this(out, stop, System.console() != null, System::nanoTime);
    if (heartbeat != null) {
      heartbeat.start();
    }
  }

  /**
   * Shows progress on a terminal or as lines; the clock is in nanoseconds and is read at each
   * check.
   */
  TrainingProgress(PrintWriter out, StopSignal stop, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.stop = stop;
    this.terminal = terminal;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.heartbeat = terminal ? null : new Heartbeat(nanos, this::say);
  }

  @Override
  public synchronized void resumed(int stepsDone, int steps) {
    line("resuming from step=%d of=%d", stepsDone, steps);
    begin("training", stepsDone, steps, true);
  }

  @Override
  public synchronized void task(RunTask task, String data, int tasksDone, int tasks) {
    if (tasksDone == 0) {
      begin("%s %s data=%s".formatted(task.verb(), task.unit(), data), 0, tasks, false);
      if (!terminal) {
        line("%s of=%d", doing, tasks);
      }
    }
    done = tasksDone;
    if (bar != null) {
      bar.stepTo(tasksDone);
    }
    if (tasksDone == tasks) {
      if (!terminal && seconds() >= 1) {
        say();
      }
      endBar();
      doing = "preparing the next steps";
      of = 0;
      begun = nanos.getAsLong();
    }
    boolean nothingYet = task == RunTask.READING || task == RunTask.CHECKING;
    if (nothingYet && stop.asked()) {
      throw new CancellationException("stopped before the first step");
    }
  }

  @Override
  public synchronized void step(int stepsDone, int steps, double loss) {
    if (!stepping) {
      begin("training", stepsDone - 1, steps, true);
    }
    done = stepsDone;
    sum += loss;
    summed++;
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f", loss));
      if (done == of) {
        endBar(); // another run may follow, with its own bar
      }
    } else if (done % LINE_EVERY == 0) {
      say();
    }
  }

  private void begin(String what, int from, int to, boolean steps) {
    doing = what;
    done = from;
    begunAt = from;
    of = to;
    begun = nanos.getAsLong();
    stepping = steps;
    if (terminal) {
      endBar();
      bar =
          new ProgressBarBuilder()
              .setTaskName(what.replaceFirst(" .*", ""))
              .setInitialMax(to)
              .startsFrom(from, Duration.ZERO)
              .build();
    }
  }

  /** Prints the progress; for training steps, with the mean loss since the last such line. */
  private synchronized void say() {
    double rate = (done - begunAt) / Math.max(1e-3, seconds());
    if (of == 0) {
      line("%s seconds=%.0f", doing, seconds());
    } else if (stepping && summed > 0) {
      line("step=%d of=%d loss=%.4f per_second=%.2f", done, of, sum / summed, rate);
      sum = 0;
      summed = 0;
    } else if (stepping) {
      line("step=%d of=%d per_second=%.2f", done, of, rate);
    } else {
      line("%s done=%d of=%d per_second=%.2f", doing, done, of, rate);
    }
  }

  /** Returns the seconds since the current task began. */
  private double seconds() {
    return (nanos.getAsLong() - begun) / 1e9;
  }

  @Override
  public synchronized void point(ScorePoint point, boolean best) {
    line(
        "step=%d epoch=%.1f loss=%.4f rate=%.2e mIoU=%.4f accuracy=%.4f hours=%.2f%s",
        point.step(),
        point.epoch(),
        point.loss(),
        point.learningRate(),
        point.meanIou(),
        point.accuracy(),
        point.hours(),
        best ? " best" : "");
  }

  @Override
  public synchronized boolean stopAsked() {
    boolean asked = stop.asked();
    if (asked && !saidThatItStops) {
      saidThatItStops = true;
      line("stopping: writing the checkpoint");
    }
    return asked;
  }

  /** Prints a line if there was none for ten seconds. */
  void check() {
    if (heartbeat != null) {
      heartbeat.check();
    }
  }

  private void line(String form, Object... values) {
    if (bar != null) {
      out.print("\r\u001B[K"); // overwrites the bar, which is redrawn below
    }
    out.println(String.format(Locale.ROOT, form, values));
    out.flush();
    if (heartbeat != null) {
      heartbeat.said();
    }
  }

  private void endBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    if (heartbeat != null) {
      heartbeat.close();
    }
    synchronized (this) {
      endBar();
    }
  }
}
