package dev.weir.training.run;

import dev.weir.training.data.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the chart of a run: the scores above, the loss below. */
final class RunChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 380;

  private RunChart() {}

  static void write(RunReport report, Path file) throws IOException {
    XYChart scores = chart("mean IoU and pixel accuracy on " + report.validation(), "%");
    add(scores, "mIoU", report.points(), p -> 100 * p.meanIou());
    add(scores, "accuracy", report.points(), p -> 100 * p.accuracy());
    XYChart loss = chart("training loss", "loss");
    add(loss, "loss", report.points(), ScorePoint::loss);

    BufferedImage both = new BufferedImage(WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
    both.getGraphics().drawImage(BitmapEncoder.getBufferedImage(scores), 0, 0, null);
    both.getGraphics().drawImage(BitmapEncoder.getBufferedImage(loss), 0, HEIGHT, null);
    PngFile.write(both, file);
  }

  private static XYChart chart(String title, String axis) {
    return new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .xAxisTitle("step")
        .yAxisTitle(axis)
        .build();
  }

  private static void add(
      XYChart chart, String name, List<ScorePoint> points, ToDoubleFunction<ScorePoint> value) {
    double[] steps = points.stream().mapToDouble(ScorePoint::step).toArray();
    double[] values = points.stream().mapToDouble(value).toArray();
    chart.addSeries(name, steps, values).setMarker(SeriesMarkers.CIRCLE);
  }
}
