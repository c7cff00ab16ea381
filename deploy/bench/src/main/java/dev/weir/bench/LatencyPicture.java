package dev.weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of latencies by percentile, one curve per stage, with the tail stretched as in
 * HdrHistogram's plots.
 */
final class LatencyPicture {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;
  private static final int STEPS_PER_HALVING = 5;
  private static final double MICROS_PER_MILLI = 1000;

  private LatencyPicture() {}

  /**
   * Draws a PNG.
   *
   * @param stages histograms by stage name, in microseconds; at least one is not empty
   * @throws IOException if it cannot be written
   */
  static void write(String title, Map<String, Histogram> stages, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("1 in N frames is slower (N = 10: p90, N = 100: p99)")
            .yAxisTitle("ms")
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
    stages.forEach((name, histogram) -> add(chart, name, histogram));
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static void add(XYChart chart, String name, Histogram histogram) {
    List<Double> oneIn = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    double max = Math.max(1, histogram.getTotalCount());
    for (HistogramIterationValue value : histogram.percentiles(STEPS_PER_HALVING)) {
      double slower = 1 - value.getPercentileLevelIteratedTo() / 100;
      oneIn.add(slower * max <= 1 ? max : 1 / slower);
      millis.add(value.getValueIteratedTo() / MICROS_PER_MILLI);
    }
    if (!oneIn.isEmpty()) {
      chart.addSeries(name, oneIn, millis).setMarker(SeriesMarkers.NONE);
    }
  }
}
