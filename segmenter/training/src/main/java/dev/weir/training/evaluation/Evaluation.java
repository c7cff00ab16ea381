package dev.weir.training.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.mask.ClassMap;
import dev.weir.mask.score.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The score of a model: one confusion matrix over all pictures.
 *
 * @param model {@code name@digest}, and {@code +…} for additional steps, such as a CRF
 * @param data as the user named it
 * @param classes in the order of the matrix
 * @param confusion of all pictures
 * @param frames how many pictures were scored
 * @param boundary of all pictures, or null if it was not requested
 */
public record Evaluation(
    String model,
    String data,
    ClassMap classes,
    ConfusionMatrix confusion,
    int frames,
    @Nullable BoundaryScore boundary) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Without boundaries. */
  public Evaluation(
      String model, String data, ClassMap classes, ConfusionMatrix confusion, int frames) {
    this(model, data, classes, confusion, frames, null);
  }

  /** Mean IoU over the classes that occur, 0 to 1; 0 if nothing was scored. */
  public double meanIou() {
    return orZero(confusion.meanIou());
  }

  /** Fraction of correct pixels, 0 to 1; 0 if nothing was scored. */
  public double accuracy() {
    return orZero(confusion.accuracy());
  }

  /** IoU by class name, in class order, without classes that neither occur nor were found. */
  public Map<String, Double> ious() {
    Map<String, Double> ious = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      if (!Double.isNaN(confusion.iou(c))) {
        ious.put(classes.name(c), confusion.iou(c));
      }
    }
    return ious;
  }

  /**
   * For people: one line per class with its IoU, its true pixels, and its boundary IoU if
   * requested; then the mean IoU over all pixels, and the pixel accuracy. A dash means that a class
   * neither occurs nor was found.
   */
  public String table() {
    StringBuilder table = new StringBuilder();
    row(table, "class", "IoU %", "pixels", "boundary IoU %");
    long all = 0;
    for (int c = 0; c < classes.size(); c++) {
      double edge = boundary == null ? Double.NaN : boundary.iou(c);
      row(table, classes.name(c), percent(confusion.iou(c)), number(pixels(c)), percent(edge));
      all += pixels(c);
    }
    double edges = boundary == null ? Double.NaN : boundary.mean();
    row(table, "mean IoU", percent(confusion.meanIou()), number(all), percent(edges));
    row(table, "pixel accuracy", percent(confusion.accuracy()), "", "");
    return table.toString();
  }

  private void row(StringBuilder table, String name, String iou, String pixels, String edges) {
    String row = String.format(Locale.ROOT, "%-14s %8s %14s", name, iou, pixels);
    String more = boundary == null ? "" : String.format(Locale.ROOT, "%16s", edges);
    table.append((row + more).stripTrailing()).append(System.lineSeparator());
  }

  private static String number(long pixels) {
    return String.format(Locale.ROOT, "%,d", pixels);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  /** For scripts: always {@code mIoU=0.0000 accuracy=0.0000 frames=0}. */
  public String line() {
    return String.format(
        Locale.ROOT, "mIoU=%.4f accuracy=%.4f frames=%d", meanIou(), accuracy(), frames);
  }

  /**
   * Writes the scores as JSON: means, IoU by class (if it occurs or was found), and the matrix with
   * one row per true class.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", model).put("data", data).put("frames", frames);
    root.put("mIoU", meanIou()).put("accuracy", accuracy());
    ObjectNode byClass = root.putObject("IoU");
    ious().forEach((name, iou) -> byClass.put(name, iou));
    if (boundary != null) {
      root.put("boundary-mIoU", orZero(boundary.mean()));
      ObjectNode boundaries = root.putObject("boundary-IoU");
      for (int c = 0; c < classes.size(); c++) {
        if (!Double.isNaN(boundary.iou(c))) {
          boundaries.put(classes.name(c), boundary.iou(c));
        }
      }
    }
    ArrayNode matrix = root.putArray("confusion");
    for (int truth = 0; truth < classes.size(); truth++) {
      ArrayNode row = matrix.addArray();
      for (int taken = 0; taken < classes.size(); taken++) {
        row.add(confusion.count(truth, taken));
      }
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private long pixels(int truth) {
    long sum = 0;
    for (int p = 0; p < classes.size(); p++) {
      sum += confusion.count(truth, p);
    }
    return sum;
  }

  private static double orZero(double score) {
    return Double.isNaN(score) ? 0 : score;
  }
}
