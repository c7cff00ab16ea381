package dev.weir.training.run;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.layout.DataSpec;
import dev.weir.training.recipe.Recipe;
import java.util.List;
import java.util.Set;

/**
 * The training and validation data of a run.
 *
 * @param parts the mixture to train on
 * @param names names of the parts with their weights, for the report
 * @param validation data for scores, never trained on
 * @param sets the sets of classes that labels of the mixture name, as {@link LabelSets#all()}
 */
public record TrainingData(
    List<Mixture.Part> parts,
    List<String> names,
    LabeledSource validation,
    List<Set<Integer>> sets) {
  public TrainingData {
    parts = List.copyOf(parts);
    names = List.copyOf(names);
    sets = List.copyOf(sets);
  }

  /** Data whose labels name single classes. */
  public TrainingData(List<Mixture.Part> parts, List<String> names, LabeledSource validation) {
    this(parts, names, validation, List.of());
  }

  /**
   * Opens data as the user named it. By default, folders use their {@code train} split for training
   * and their {@code val} split for validation, and rendered drives use separate seeds for each.
   *
   * @throws DataException if something is missing, or the validation data contains training data
   */
  public static TrainingData open(List<DataSpec> learn, DataSpec validation, Recipe recipe) {
    ClassMap classes = recipe.classSet();
    List<DataSpec> training = learn.stream().map(s -> s.withDefaultSplit("train")).toList();
    DataSpec scored = validation.forScores("val");
    for (DataSpec part : training) {
      if (scored.overlaps(part)) {
        throw new DataException(
            "validation on %s: contains training pictures of %s; name another split, sequence or seeds to validate on"
                .formatted(scored.text(), part.text()));
      }
    }
    LabelSets sets = new LabelSets(classes.size());
    List<Mixture.Part> parts =
        training.stream().map(s -> new Mixture.Part(s.open(classes, sets), s.weight())).toList();
    return new TrainingData(
        parts,
        training.stream().map(s -> s.label() + ":" + s.weight()).toList(),
        scored.open(classes),
        sets.all());
  }

  /**
   * Returns the number of images per epoch of the finite parts, or of all parts if none is finite.
   */
  double round() {
    double weights = parts.stream().mapToDouble(Mixture.Part::weight).sum();
    // A finite part is read once in size / share samples.
    return parts.stream()
        .filter(p -> !p.source().endless())
        .mapToDouble(p -> p.source().size() * weights / p.weight())
        .max()
        .orElse(parts.stream().mapToInt(p -> p.source().size()).sum());
  }
}
