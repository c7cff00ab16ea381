package dev.weir.cli;

import dev.weir.training.RunPoint;
import dev.weir.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a run: a bar on a terminal, key=value lines elsewhere. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  private static final int LINE_EVERY = 50;

  private final PrintWriter out;
  private final Stop stop;

  @SuppressWarnings("SystemConsoleNull") // Java 17's own way to tell a terminal from a pipe
  private final boolean terminal = System.console() != null;

  private @Nullable ProgressBar bar;
  private double sum;
  private int summed;
  private boolean saidThatItStops;

  TrainingProgress(PrintWriter out, Stop stop) {
    this.out = out;
    this.stop = stop;
  }

  @Override
  public void goesOn(int done, int of) {
    line("going on from step=%d of=%d", done, of);
    if (terminal) {
      bar = bar(done, of);
    }
  }

  @Override
  public void step(int done, int of, double loss) {
    sum += loss;
    summed++;
    if (terminal) {
      ProgressBar shown = bar;
      if (shown == null) {
        shown = bar(0, of);
        bar = shown;
      }
      shown.stepTo(done);
      shown.setExtraMessage(String.format(Locale.ROOT, "loss %.3f", loss));
      if (done == of) {
        close(); // another run may follow, with a bar of its own
      }
    } else if (done % LINE_EVERY == 0) {
      line("step=%d of=%d loss=%.4f", done, of, sum / summed);
      sum = 0;
      summed = 0;
    }
  }

  private static ProgressBar bar(int done, int of) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(of)
        .startsFrom(done, Duration.ZERO)
        .build();
  }

  @Override
  public void point(RunPoint point, boolean best) {
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
  public boolean stopAsked() {
    boolean asked = stop.asked();
    if (asked && !saidThatItStops) {
      saidThatItStops = true;
      line("stopping: writing the checkpoint");
    }
    return asked;
  }

  private void line(String form, Object... values) {
    if (bar != null) {
      out.print("\r\u001B[K"); // over the bar, which is drawn again below
    }
    out.println(String.format(Locale.ROOT, form, values));
    out.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
