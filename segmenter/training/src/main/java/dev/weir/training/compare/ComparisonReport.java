package dev.weir.training.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.training.recipe.Recipe;
import dev.weir.zoo.WidthMultiplier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The result of a comparison.
 *
 * @param recipe of all networks; its own network and width are not used
 * @param budget multiply-accumulates per network
 * @param data that they were trained on, with weights
 * @param validation data that they were scored on
 * @param frame size of the frames that they were timed on
 * @param machine that they were timed on
 * @param rows one per network
 */
public record ComparisonReport(
    Recipe recipe,
    long budget,
    List<String> data,
    String validation,
    String frame,
    String machine,
    List<ComparedNetwork> rows) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public ComparisonReport {
    data = List.copyOf(data);
    rows = List.copyOf(rows);
  }

  /** A description and a table in Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        Each from scratch, %d steps of %d crops of %s, working size %s.
        Trained on %s; scored on %s by the deployed graph.
        Width: the largest, 1 at most, at which a network costs %s G multiply-accumulates or less at that size.
        ms: median of one %s frame, batch 1, ONNX Runtime, all measured in turns; %s.

        | network | paper | width | parameters | multiply-accumulates | steps | mean IoU | accuracy | ms |
        |---|---|---|---|---|---|---|---|---|
        """
            .formatted(
                recipe.steps(),
                recipe.batch(),
                recipe.crop(),
                recipe.size(),
                String.join(" + ", data),
                validation,
                BigDecimal.valueOf(budget, 9).stripTrailingZeros().toPlainString(),
                frame,
                machine));
    for (ComparedNetwork row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s | %.2f M | %.2f G | %d | %.1f %% | %.1f %% | %.1f |%n",
              row.network(),
              row.citation(),
              new WidthMultiplier(row.width()),
              row.parameters() / 1e6,
              row.multiplyAccumulates() / 1e9,
              row.steps(),
              100 * row.meanIou(),
              100 * row.accuracy(),
              row.milliseconds()));
    }
    return text.toString();
  }

  /** The same for programs: not rounded, and with the recipe. */
  public String json() {
    ObjectNode tree = JSON.valueToTree(this);
    tree.withObject("/recipe").remove(List.of("network", "width"));
    return tree.toPrettyString();
  }

  /**
   * Writes {@code comparison.md}, {@code comparison.json} and {@code comparison.png}.
   *
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("comparison.md"), markdown());
    Files.writeString(folder.resolve("comparison.json"), json() + "\n");
    ComparisonPicture.write(this, folder.resolve("comparison.png"));
  }
}
