package dev.weir.training.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.mask.BoundaryScore;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model scored: one confusion matrix over all pictures.
 *
 * @param model {@code name@digest}, and {@code +…} for what was done besides its network
 * @param data as the user named it
 * @param classes in the matrix's order
 * @param confusion of all pictures
 * @param frames how many pictures were scored
 * @param boundary of all pictures, or null if it was not asked for
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

  /** Share of pixels that are right, 0 to 1; 0 if nothing was scored. */
  public double accuracy() {
    return orZero(confusion.accuracy());
  }

  /** IoU by class name, in class order; a class that neither occurs nor was found is left out. */
  public Map<String, Double> ious() {
    Map<String, Double> ious = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      if (!Double.isNaN(confusion.iou(c))) {
        ious.put(classes.name(c), confusion.iou(c));
      }
    }
    return ious;
  }

  /** A line for each class, then the means. */
  public String table() {
    StringBuilder table =
        new StringBuilder(
            "%-14s %8s %14s%s%n"
                .formatted("class", "IoU %", "pixels", boundary == null ? "" : "  boundary IoU %"));
    for (int c = 0; c < classes.size(); c++) {
      double iou = confusion.iou(c);
      table.append(
          "%-14s %8s %,14d%s%n"
              .formatted(
                  classes.name(c),
                  percent(iou),
                  pixels(c),
                  boundary == null ? "" : "%16s".formatted(percent(boundary.iou(c)))));
    }
    return table.toString();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : "%.2f".formatted(100 * share);
  }

  /** {@code mIoU=0.0000 accuracy=0.0000 frames=0}: for people and for scripts. */
  public String line() {
    String line =
        String.format(
            Locale.ROOT, "mIoU=%.4f accuracy=%.4f frames=%d", meanIou(), accuracy(), frames);
    return boundary == null
        ? line
        : line + String.format(Locale.ROOT, " boundary-mIoU=%.4f", orZero(boundary.mean()));
  }

  /**
   * Writes the scores as JSON: means, IoU by class (of those that occur or were found), and the
   * matrix, a row for each true class.
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
