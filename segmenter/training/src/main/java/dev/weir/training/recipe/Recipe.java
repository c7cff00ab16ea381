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
import dev.weir.frame.text.SpellingSuggestion;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ClassSets;
import dev.weir.training.augment.Augmentation;
import dev.weir.training.loss.ClassWeighting;
import dev.weir.training.torch.TorchPrecision;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that decides what a training run learns, except the data. A recipe is a YAML file,
 * which may inherit from another with the key {@code like}. The files in {@code recipes} comment
 * every key.
 *
 * @param network a name in {@link Networks}
 * @param width number of channels relative to the published network
 * @param classes the class set: {@code camvid}, {@code cityscapes} or a file of {@link ClassSets}
 * @param size the working size inside the deployed graph
 * @param crop the size of a training sample
 * @param mean mean of the pixels, 0 to 1
 * @param std standard deviation of the pixels, above 0
 * @param batch samples per step, from 1
 * @param steps number of steps of the run, from 1
 * @param stages curriculum stages in order; at least one
 * @param validateEvery steps between two scores, from 1
 * @param optimizer how gradients update the weights
 * @param schedule the learning rate schedule
 * @param weighting class weighting in the loss
 * @param ohemMinKept minimum fraction of pixels that online hard example mining keeps; 0 turns it
 *     off
 * @param lovasz weight of the Lovász-Softmax loss, a surrogate for mean IoU; 0 turns it off
 * @param upsampling factor by which the main scores are upsampled before the loss; 1 keeps the
 *     network's own stride
 * @param emaDecay decay of the exponential moving average of the weights, from 0 to below 1. The
 *     averaged weights are scored and exported; 0 turns averaging off
 * @param precision precision of the feature maps
 * @param augmentation limits of the random augmentation
 * @param seed seed of all randomness
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
          "lovasz %s: expected 0 (off) or a weight above 0, for example 1".formatted(lovasz));
    }
    if (!(emaDecay >= 0 && emaDecay < 1)) {
      throw new IllegalArgumentException(
          "ema-decay %s: expected 0 (off) or more, and below 1, for example 0.999"
              .formatted(emaDecay));
    }
    classSet(classes);
    InputSize.parse(size);
    InputSize.parse(crop);
  }

  /**
   * Returns the names of the built-in recipes: one for each network, and the one that compares
   * them.
   */
  public static List<String> names() {
    return RecipeFiles.names();
  }

  /**
   * Reads a recipe: a built-in one by its name, any other from its file.
   *
   * @param changes values by key that override the file's; a nested key is written {@code
   *     optimizer.learning-rate}
   * @throws IllegalArgumentException if there is no such recipe, or a key is unknown, missing or
   *     out of range
   * @throws IOException if the file cannot be read
   */
  public static Recipe read(String nameOrFile, Map<String, String> changes) throws IOException {
    return parse(RecipeFiles.text(nameOrFile), nameOrFile, changes);
  }

  /** Parses a recipe; {@code name} is used in messages. */
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
              .formatted(name, e.getPropertyName(), nearest(e)),
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

  /** Returns the JSON mapper for the recipe in the run's report. */
  public static ObjectMapper json() {
    return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
  }

  /** Returns the same recipe for another network and width. */
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

  /**
   * Returns the classes that it trains.
   *
   * @throws IllegalArgumentException if there is no such class set
   */
  public ClassMap classSet() {
    return classSet(classes);
  }

  private static ClassMap classSet(String nameOrFile) {
    try {
      return ClassSets.of(nameOrFile);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("classes " + e.getMessage(), e);
    }
  }

  /** Returns the network that it trains. */
  public Network definition() {
    return Networks.of(network, classSet().size(), width);
  }

  /** Returns the normalization of pixels before the network. */
  public Normalization normalization() {
    return Normalization.gray(mean, std);
  }

  private static String nearest(UnrecognizedPropertyException e) {
    List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    String written = e.getPropertyName().toLowerCase(Locale.ROOT);
    return SpellingSuggestion.nearest(written, known).orElse("");
  }

  private static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s %d: expected a number from %d".formatted(key, value, least));
    }
  }
}
