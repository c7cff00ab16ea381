package dev.weir.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run did, as kept in {@code run.json}.
 *
 * @param recipe it follows
 * @param data it learns from, as the user named it, with weights
 * @param validation data it is scored on
 * @param init where its first weights came from
 * @param classWeights in the loss
 * @param commit of the code, empty if not known
 * @param points its scores, in order
 * @param unscored what came after the last of them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunReport(
    Recipe recipe,
    List<String> data,
    String validation,
    String init,
    List<Float> classWeights,
    String commit,
    List<RunPoint> points,
    Unscored unscored) {
  private static final ObjectMapper JSON = Recipe.json().enable(SerializationFeature.INDENT_OUTPUT);

  public RunReport {
    data = List.copyOf(data);
    classWeights = List.copyOf(classWeights);
    points = List.copyOf(points);
    // A run that was begun before this was kept has none in its report.
    unscored = unscored == null ? Unscored.NOTHING : unscored;
  }

  /** The point of the highest mean IoU, the earliest of equals. */
  public Optional<RunPoint> best() {
    return points.stream()
        .max(
            Comparator.comparingDouble(RunPoint::meanIou)
                .thenComparing(Comparator.comparingInt(RunPoint::step).reversed()));
  }

  /** Whether a step has its score. */
  boolean hasPoint(long step) {
    return points.stream().anyMatch(p -> p.step() == step);
  }

  /** Hours spent up to the last point. */
  double hours() {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).hours();
  }

  RunReport with(RunPoint point) {
    List<RunPoint> more = new ArrayList<>(points);
    more.add(point);
    return new RunReport(
        recipe, data, validation, init, classWeights, commit, more, Unscored.NOTHING);
  }

  RunReport with(Unscored since) {
    return new RunReport(recipe, data, validation, init, classWeights, commit, points, since);
  }

  /** Without what came after a step: a run that goes on from there will do it again. */
  RunReport until(long step) {
    List<RunPoint> kept = points.stream().filter(p -> p.step() <= step).toList();
    return new RunReport(recipe, data, validation, init, classWeights, commit, kept, unscored);
  }

  void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    JSON.writeValue(part.toFile(), this);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a report.
   *
   * @throws IOException if it cannot be read
   */
  public static RunReport read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), RunReport.class);
  }
}
