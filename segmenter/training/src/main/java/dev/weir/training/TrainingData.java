package dev.weir.training;

import dev.weir.training.data.DataSpec;
import dev.weir.training.data.LabelledSource;
import dev.weir.training.data.Mixture;
import java.util.List;

/**
 * What a run learns from and is judged by.
 *
 * @param parts the mixture
 * @param names of the parts with their weights, for the report
 * @param validation scored as it is, never learnt from
 */
public record TrainingData(
    List<Mixture.Part> parts, List<String> names, LabelledSource validation) {
  public TrainingData {
    parts = List.copyOf(parts);
    names = List.copyOf(names);
  }

  /**
   * Opens data as the user named it: folders by their {@code train} split for learning and their
   * {@code val} split for validation, where no other is named.
   *
   * @throws dev.weir.training.data.DataException if something is missing
   */
  public static TrainingData open(List<DataSpec> learn, DataSpec validation, Recipe recipe) {
    int classes = LabelSets.of(recipe.classes()).size();
    return new TrainingData(
        learn.stream()
            .map(s -> new Mixture.Part(s.withDefaultSplit("train").open(classes), s.weight()))
            .toList(),
        learn.stream().map(s -> s.withDefaultSplit("train").label() + ":" + s.weight()).toList(),
        validation.withDefaultSplit("val").open(classes));
  }

  /** Pictures to a round of the finite parts, or of all where none is finite. */
  double round() {
    double weights = parts.stream().mapToDouble(Mixture.Part::weight).sum();
    // Learning goes round a finite part once in size / share samples.
    return parts.stream()
        .filter(p -> !p.source().endless())
        .mapToDouble(p -> p.source().size() * weights / p.weight())
        .max()
        .orElse(parts.stream().mapToInt(p -> p.source().size()).sum());
  }
}
