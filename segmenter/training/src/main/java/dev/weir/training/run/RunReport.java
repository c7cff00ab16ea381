package dev.weir.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.training.recipe.CurriculumStage;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.recipe.RenamedKeys;
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
    List<ScorePoint> points,
    ProgressSinceScore unscored) {
  private static final ObjectMapper JSON = Recipe.json().enable(SerializationFeature.INDENT_OUTPUT);

  public RunReport {
    data = List.copyOf(data);
    classWeights = List.copyOf(classWeights);
    points = List.copyOf(points);
  }

  /** The point of the highest mean IoU, the earliest of equals. */
  public Optional<ScorePoint> best() {
    return points.stream()
        .max(
            Comparator.comparingDouble(ScorePoint::meanIou)
                .thenComparing(Comparator.comparingInt(ScorePoint::step).reversed()));
  }

  /** Whether a step has its score. */
  boolean hasPoint(long step) {
    return points.stream().anyMatch(p -> p.step() == step);
  }

  /** Hours spent up to the last point. */
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

  /** Without what came after a step: a run that goes on from there will do it again. */
  RunReport until(long step) {
    List<ScorePoint> kept = points.stream().filter(p -> p.step() <= step).toList();
    ProgressSinceScore since = unscored.until() == step ? unscored : ProgressSinceScore.NOTHING;
    return new RunReport(recipe, data, validation, init, classWeights, commit, kept, since);
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
    return parse(Files.readString(file));
  }

  /** Reads a report's text, also of a run that was begun before there were all of its keys. */
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
   * Whether a run may be gone on with.
   *
   * @param asked what it would be begun with now
   * @param folder of the run, for the message
   * @throws IllegalArgumentException if it was begun with anything else
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
          "%s: begun with %s; go on with that, or take an empty folder".formatted(folder, other));
    }
  }
}
