package dev.weir.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.weir.training.augment.Augmentation;
import dev.weir.training.loss.ClassWeighting;
import dev.weir.training.torch.TorchPrecision;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that decides what a training run learns, but for the data. One YAML file, which may
 * name another that it is {@code like}; the files in {@code recipes} comment every key.
 *
 * @param network a name of {@link Networks}
 * @param width channels as a multiple of the published ones
 * @param classes whose classes: {@code camvid} or {@code cityscapes}
 * @param size the working size inside the deployed graph
 * @param crop the size of a training sample
 * @param mean of the pixels, 0 to 1
 * @param std of the pixels, above 0
 * @param batch samples to a step, from 1
 * @param steps of the whole run, from 1
 * @param stages what samples show, in this order; at least one
 * @param validateEvery steps between two scores, from 1
 * @param optimizer how weights follow gradients
 * @param schedule of the learning rate
 * @param weighting of the classes in the loss
 * @param ohemMinKept least share of pixels that online hard example mining keeps; 0 is off
 * @param lovasz weight of the Lovász-Softmax term in the loss, which stands for the mean IoU; 0 is
 *     off
 * @param upsampling times the height and width of the main scores before the loss; 1 takes them at
 *     the network's own stride
 * @param emaDecay decay of the moving average of the weights, which is what is scored and shipped;
 *     0 is off, below 1
 * @param precision of the feature maps
 * @param augmentation how far samples may stray
 * @param seed of everything random
 */
public record Recipe(
    String network,
    double width,
    String classes,
    String size,
    String crop,
    float mean,
    float std,
    int batch,
    int steps,
    List<CurriculumStage> stages,
    int validateEvery,
    OptimizerRecipe optimizer,
    Schedule schedule,
    ClassWeighting weighting,
    double ohemMinKept,
    double lovasz,
    int upsampling,
    double emaDecay,
    TorchPrecision precision,
    Augmentation augmentation,
    long seed) {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public Recipe {
    atLeast("batch", batch, 1);
    atLeast("steps", steps, 1);
    stages = List.copyOf(stages);
    atLeast("number of stages", stages.size(), 1);
    atLeast("validate-every", validateEvery, 1);
    atLeast("upsampling", upsampling, 1);
    if (!(ohemMinKept >= 0 && ohemMinKept <= 1)) {
      throw new IllegalArgumentException(
          "ohem-min-kept %s: expected 0 (off) to 1".formatted(ohemMinKept));
    }
    if (!(lovasz >= 0)) {
      throw new IllegalArgumentException(
          "lovasz %s: expected 0 (off) or a weight above, for example 1".formatted(lovasz));
    }
    if (!(emaDecay >= 0 && emaDecay < 1)) {
      throw new IllegalArgumentException(
          "ema-decay %s: expected 0 (off) to below 1, for example 0.999".formatted(emaDecay));
    }
    RecipeClassSets.of(classes);
    InputSize.parse(size);
    InputSize.parse(crop);
  }

  /** The recipes that come with Weir: one for each network, and the one that compares them. */
  public static List<String> names() {
    return RecipeFiles.names();
  }

  /**
   * Reads a recipe: one that comes with Weir by its name, any other by its file.
   *
   * @param changes values by key that replace the file's; a key inside another is written {@code
   *     optimizer.learning-rate}
   * @throws IllegalArgumentException if there is none, or a key is unknown, missing or out of range
   * @throws IOException if the file cannot be read
   */
  public static Recipe read(String nameOrFile, Map<String, String> changes) throws IOException {
    return parse(RecipeFiles.text(nameOrFile), nameOrFile, changes);
  }

  /** Reads a recipe from its text; {@code name} stands in messages. */
  static Recipe parse(String yaml, String name, Map<String, String> changes) throws IOException {
    try {
      JsonNode read = YAML.readTree(yaml);
      RenamedKeys.refuse(read, name);
      JsonNode tree = RecipeFiles.complete(read, YAML);
      for (Map.Entry<String, String> change : changes.entrySet()) {
        change(tree, change.getKey(), change.getValue());
      }
      return YAML.treeToValue(tree, Recipe.class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "%s: key '%s' is unknown; did you mean '%s'?"
              .formatted(name, e.getPropertyName(), nearest(e.getPropertyName(), known(e))),
          e);
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException i ? i : e;
      String place =
          e instanceof JsonMappingException m && !m.getPath().isEmpty()
              ? " (key %s)".formatted(m.getPath().get(m.getPath().size() - 1).getFieldName())
              : "";
      throw new IllegalArgumentException(
          "%s: %s%s"
              .formatted(
                  name, String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), place),
          e);
    }
  }

  private static void change(JsonNode tree, String key, String value) throws IOException {
    RenamedKeys.refuse(key);
    int dot = key.indexOf('.');
    JsonNode at = dot < 0 ? tree : tree.path(key.substring(0, dot));
    if (!(at instanceof ObjectNode object)) {
      throw new IllegalArgumentException("key '%s' is unknown".formatted(key));
    }
    object.set(key.substring(dot + 1), YAML.readTree(value));
  }

  /** As JSON, for the run's report. */
  public static ObjectMapper json() {
    return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
  }

  /** The same for another network at another width. */
  public Recipe of(String otherNetwork, double otherWidth) {
    return new Recipe(
        otherNetwork,
        otherWidth,
        classes,
        size,
        crop,
        mean,
        std,
        batch,
        steps,
        stages,
        validateEvery,
        optimizer,
        schedule,
        weighting,
        ohemMinKept,
        lovasz,
        upsampling,
        emaDecay,
        precision,
        augmentation,
        seed);
  }

  /** The network that it trains. */
  public Network definition() {
    return Networks.of(network, RecipeClassSets.of(classes).size(), width);
  }

  /** What becomes of a pixel before the network sees it. */
  public Normalization normalization() {
    return Normalization.gray(mean, std);
  }

  private static List<String> known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
  }

  private static String nearest(String key, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(key.toLowerCase(Locale.ROOT), k)))
        .orElse("");
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  private static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s %d: expected a number from %d".formatted(key, value, least));
    }
  }
}
