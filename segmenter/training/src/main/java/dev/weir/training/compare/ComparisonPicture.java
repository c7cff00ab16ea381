package dev.weir.training.compare;

import dev.weir.training.data.PngFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a comparison: mean IoU over the time of a frame, one point per network. */
final class ComparisonPicture {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 640;

  /** Approximate size of the plot without axes and title, in pixels. */
  private static final double PLOT_WIDTH = 900;

  private static final double PLOT_HEIGHT = 520;

  /** Approximate size of a letter in a label, in pixels. */
  private static final double LETTER_WIDTH = 6.6;

  private static final double LINE_HEIGHT = 14;

  private ComparisonPicture() {}

  /**
   * Writes the picture as PNG.
   *
   * @throws IOException if it cannot be written
   */
  static void write(ComparisonReport report, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Mean IoU on %s over the time of a frame".formatted(report.validation()))
            .xAxisTitle("ms for a %s frame".formatted(report.frame()))
            .yAxisTitle("mean IoU, %")
            .build();
    List<ComparedNetwork> rows = report.rows();
    double[] milliseconds = rows.stream().mapToDouble(ComparedNetwork::milliseconds).toArray();
    double[] scores = rows.stream().mapToDouble(r -> 100 * r.meanIou()).toArray();
    Plane plane = Plane.around(milliseconds, scores);
    chart.getStyler().setLegendVisible(false).setAnnotationTextFontColor(Color.DARK_GRAY);
    chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    chart.getStyler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false);
    chart.getStyler().setXAxisMin(plane.left).setXAxisMax(plane.right);
    chart.getStyler().setYAxisMin(plane.bottom).setYAxisMax(plane.top);
    XYSeries points = chart.addSeries("networks", milliseconds, scores);
    points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    points.setMarker(SeriesMarkers.CIRCLE);
    label(chart, rows, plane);
    PngFile.write(BitmapEncoder.getBufferedImage(chart), file);
  }

  /** Puts each name above or below its point, on the first line without overlap. */
  private static void label(XYChart chart, List<ComparedNetwork> rows, Plane plane) {
    List<Rectangle2D> taken = new ArrayList<>();
    for (ComparedNetwork row : rows) {
      taken.add(box(plane.x(row.milliseconds()), plane.y(100 * row.meanIou()), 1));
    }
    List<ComparedNetwork> fromLeft = new ArrayList<>(rows);
    fromLeft.sort(Comparator.comparingDouble(ComparedNetwork::milliseconds));
    for (ComparedNetwork row : fromLeft) {
      double x = plane.x(row.milliseconds());
      double half = LETTER_WIDTH * row.network().length() / 2;
      x = Math.max(half, Math.min(PLOT_WIDTH - half, x));
      double y = plane.y(100 * row.meanIou());
      int line = 1;
      Rectangle2D box = box(x, y + LINE_HEIGHT, row.network().length());
      while (taken.stream().anyMatch(box::intersects) && line < 2 * rows.size()) {
        line++;
        double lines = line % 2 == 1 ? (line + 1) / 2.0 : -line / 2.0;
        box = box(x, y + lines * LINE_HEIGHT, row.network().length());
      }
      taken.add(box);
      chart.addAnnotation(
          new AnnotationText(
              row.network(), plane.milliseconds(x), plane.score(box.getCenterY()), false));
    }
  }

  private static Rectangle2D box(double x, double y, int letters) {
    double width = LETTER_WIDTH * letters;
    return new Rectangle2D.Double(x - width / 2, y - LINE_HEIGHT / 2, width, LINE_HEIGHT - 1);
  }

  /** The range of both axes, and the position of a value in pixels from the lower left. */
  private record Plane(double left, double right, double bottom, double top) {
    static Plane around(double[] milliseconds, double[] scores) {
      double fastest = Double.MAX_VALUE;
      double slowest = 0;
      double worst = 100;
      double best = 0;
      for (int i = 0; i < scores.length; i++) {
        fastest = Math.min(fastest, milliseconds[i]);
        slowest = Math.max(slowest, milliseconds[i]);
        worst = Math.min(worst, scores[i]);
        best = Math.max(best, scores[i]);
      }
      return new Plane(
          fastest / 1.3, slowest * 1.3, 5 * Math.floor(worst / 5), 5 * Math.ceil(best / 5 + 0.2));
    }

    double x(double milliseconds) {
      return PLOT_WIDTH * Math.log(milliseconds / left) / Math.log(right / left);
    }

    double milliseconds(double x) {
      return left * Math.exp(x / PLOT_WIDTH * Math.log(right / left));
    }

    double y(double score) {
      return PLOT_HEIGHT * (score - bottom) / (top - bottom);
    }

    double score(double y) {
      return bottom + y / PLOT_HEIGHT * (top - bottom);
    }
  }
}
