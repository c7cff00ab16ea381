package dev.weir.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.frame.WholeFile;
import dev.weir.training.recipe.CurriculumStage;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.recipe.RenamedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The report of a run, stored in {@code run.json}.
 *
 * @param recipe the recipe
 * @param data the training data, as the user named it, with weights
 * @param validation the validation data
 * @param init where the initial weights came from
 * @param classWeights class weights in the loss
 * @param commit commit of the code; empty if unknown
 * @param points the scores, in order
 * @param unscored progress since the last score
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunReport(
    Recipe recipe,
    List<String> data,
    String validation,
    String init,
    List<Float> classWeights,
    String commit,
    List<ScorePoint> points,
    ProgressSinceScore unscored) {
  private static final ObjectMapper JSON = Recipe.json().enable(SerializationFeature.INDENT_OUTPUT);

  public RunReport {
    data = List.copyOf(data);
    classWeights = List.copyOf(classWeights);
    points = List.copyOf(points);
  }

  /** Returns the point with the highest mean IoU, the earliest in a tie. */
  public Optional<ScorePoint> best() {
    return points.stream()
        .max(
            Comparator.comparingDouble(ScorePoint::meanIou)
                .thenComparing(Comparator.comparingInt(ScorePoint::step).reversed()));
  }

  /** Returns whether a step has a score. */
  boolean hasPoint(long step) {
    return points.stream().anyMatch(p -> p.step() == step);
  }

  /** Returns the hours spent up to the last point. */
  double hours() {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).hours();
  }

  RunReport with(ScorePoint point) {
    List<ScorePoint> more = new ArrayList<>(points);
    more.add(point);
    return new RunReport(
        recipe, data, validation, init, classWeights, commit, more, ProgressSinceScore.NOTHING);
  }

  RunReport with(ProgressSinceScore since) {
    return new RunReport(recipe, data, validation, init, classWeights, commit, points, since);
  }

  /** Removes the points after a step, because a run that resumes at that step will repeat them. */
  RunReport until(long step) {
    List<ScorePoint> kept = points.stream().filter(p -> p.step() <= step).toList();
    ProgressSinceScore since = unscored.until() == step ? unscored : ProgressSinceScore.NOTHING;
    return new RunReport(recipe, data, validation, init, classWeights, commit, kept, since);
  }

  void write(Path file) throws IOException {
    WholeFile.write(file, part -> JSON.writeValue(part.toFile(), this));
  }

  /**
   * Reads a report.
   *
   * @throws IOException if it cannot be read
   */
  public static RunReport read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** Parses a report. Missing keys of reports from older versions get their former defaults. */
  static RunReport parse(String json) throws IOException {
    JsonNode tree = JSON.readTree(json);
    RenamedKeys.migrate(tree.path("recipe"));
    fill(tree, "unscored", ProgressSinceScore.NOTHING);
    fill(tree.path("recipe"), "stages", CurriculumStage.SCENES);
    fill(tree.path("recipe"), "upsampling", 1);
    return JSON.treeToValue(tree, RunReport.class);
  }

  private static void fill(JsonNode tree, String key, Object asItWas) {
    if (tree instanceof ObjectNode object && !object.hasNonNull(key)) {
      object.set(key, JSON.valueToTree(asItWas));
    }
  }

  /**
   * Checks that a run can be resumed.
   *
   * @param asked the recipe of the new call
   * @param askedData the data of the new call
   * @param folder the folder of the run, for the message
   * @throws IllegalArgumentException if the run started with another recipe or other data
   */
  public void requireBegunWith(Recipe asked, TrainingData askedData, Path folder) {
    String other =
        !recipe.equals(asked)
            ? "another recipe"
            : !data.equals(askedData.names())
                ? "other data: " + data
                : !validation.equals(askedData.validation().name())
                    ? "other validation: " + validation
                    : "";
    if (!other.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: the run started with %s; resume it with the same recipe and data, or choose an empty folder"
              .formatted(folder, other));
    }
  }
}
