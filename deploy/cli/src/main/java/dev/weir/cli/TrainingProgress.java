package dev.weir.cli;

import dev.weir.training.RunPoint;
import dev.weir.training.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a run: a bar on a terminal, key=value lines elsewhere. */
final class TrainingProgress implements TrainingListener {
  private static final int LINE_EVERY = 50;

  private final PrintWriter out;
  private final Stop stop;

  @SuppressWarnings("SystemConsoleNull") // Java 17's own way to tell a terminal from a pipe
  private final boolean terminal = System.console() != null;

  private @Nullable ProgressBar bar;
  private double sum;

  TrainingProgress(PrintWriter out, Stop stop) {
    this.out = out;
    this.stop = stop;
  }

  @Override
  public void step(int done, int of, double loss) {
    sum += loss;
    if (terminal) {
      ProgressBar shown = bar;
      if (shown == null) {
        shown = new ProgressBarBuilder().setTaskName("training").setInitialMax(of).build();
        bar = shown;
      }
      shown.stepTo(done);
      shown.setExtraMessage(String.format(Locale.ROOT, "loss %.3f", loss));
      if (done == of) {
        shown.close(); // another run may follow, with a bar of its own
      }
    } else if (done % LINE_EVERY == 0) {
      out.println(
          String.format(Locale.ROOT, "step=%d of=%d loss=%.4f", done, of, sum / LINE_EVERY));
      sum = 0;
    }
  }

  @Override
  public void point(RunPoint point, boolean best) {
    out.println(
        String.format(
            Locale.ROOT,
            "step=%d epoch=%.1f loss=%.4f rate=%.2e mIoU=%.4f accuracy=%.4f hours=%.2f%s",
            point.step(),
            point.epoch(),
            point.loss(),
            point.learningRate(),
            point.meanIou(),
            point.accuracy(),
            point.hours(),
            best ? " best" : ""));
  }

  @Override
  public boolean stopAsked() {
    return stop.asked();
  }
}
