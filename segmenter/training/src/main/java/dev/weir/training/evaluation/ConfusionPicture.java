package dev.weir.training.evaluation;

import dev.weir.mask.score.ConfusionMatrix;
import dev.weir.training.data.PngFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Draws a confusion matrix: each row, a true class, sums to 100 %. */
public final class ConfusionPicture {
  private static final int SIDE = 900;

  private ConfusionPicture() {}

  /**
   * Writes the picture as PNG.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Evaluation evaluation, Path file) throws IOException {
    int classes = evaluation.classes().size();
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(SIDE)
            .height(SIDE)
            .title(
                "%s on %s: %% of each true class".formatted(evaluation.model(), evaluation.data()))
            .xAxisTitle("taken for")
            .yAxisTitle("true class")
            .build();
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("0");
    chart.getStyler().setMin(0);
    chart.getStyler().setMax(100);
    chart.getStyler().setXAxisLabelRotation(60);
    String[] names =
        IntStream.range(0, classes).mapToObj(evaluation.classes()::name).toArray(String[]::new);
    int[] numbers = IntStream.range(0, classes).toArray();
    chart.addSeries("confusion", numbers, numbers, percent(evaluation.confusion(), classes));
    chart.setCustomXAxisTickLabelsFormatter(x -> names[(int) Math.round(x)]);
    chart.setCustomYAxisTickLabelsFormatter(y -> names[(int) Math.round(y)]);
    PngFile.write(BitmapEncoder.getBufferedImage(chart), file);
  }

  /** [predicted class][true class], as the chart needs it. */
  private static int[][] percent(ConfusionMatrix confusion, int classes) {
    int[][] percent = new int[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      int row = truth;
      long all = IntStream.range(0, classes).mapToLong(p -> confusion.count(row, p)).sum();
      for (int taken = 0; taken < classes; taken++) {
        percent[taken][truth] =
            all == 0 ? 0 : (int) Math.round(100.0 * confusion.count(truth, taken) / all);
      }
    }
    assert Arrays.stream(percent).flatMapToInt(Arrays::stream).allMatch(p -> p <= 100);
    return percent;
  }
}
