package dev.weir.training.run;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.DataSpec;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.recipe.Recipe;
import java.util.List;

/**
 * The training and validation data of a run.
 *
 * @param parts the mixture to train on
 * @param names names of the parts with their weights, for the report
 * @param validation data for scores, never trained on
 */
public record TrainingData(List<Mixture.Part> parts, List<String> names, LabeledSource validation) {
  public TrainingData {
    parts = List.copyOf(parts);
    names = List.copyOf(names);
  }

  /**
   * Opens data as the user named it. By default, folders use their {@code train} split for training
   * and their {@code val} split for validation, and rendered drives use separate seeds for each.
   *
   * @throws DataException if something is missing, or the validation data contains training data
   */
  public static TrainingData open(List<DataSpec> learn, DataSpec validation, Recipe recipe) {
    ClassMap classes = recipe.classSet();
    List<DataSpec> learnt = learn.stream().map(s -> s.withDefaultSplit("train")).toList();
    DataSpec judge = validation.forScores("val");
    for (DataSpec part : learnt) {
      if (judge.overlaps(part)) {
        throw new DataException(
            "validation on %s: holds pictures that are learnt from, of %s; name another split, sequence or seeds to validate on"
                .formatted(judge.text(), part.text()));
      }
    }
    return new TrainingData(
        learnt.stream().map(s -> new Mixture.Part(s.open(classes), s.weight())).toList(),
        learnt.stream().map(s -> s.label() + ":" + s.weight()).toList(),
        judge.open(classes));
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
