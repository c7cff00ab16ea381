package dev.weir.training.compare;

import dev.weir.training.run.ScorePoint;
import dev.weir.zoo.Paper;
import dev.weir.zoo.cost.Cost;

/**
 * A row of the comparison.
 *
 * @param network its name
 * @param paper where it was published
 * @param width channels as a multiple of the published ones
 * @param parameters learned values, with guidance heads
 * @param multiplyAccumulates for one image of the working size, with guidance heads
 * @param steps of training
 * @param loss in training, mean over the steps since the previous score
 * @param meanIou on the validation data, 0 to 1
 * @param accuracy there, 0 to 1
 * @param milliseconds median time of one frame
 */
public record ComparedNetwork(
    String network,
    Paper paper,
    double width,
    long parameters,
    long multiplyAccumulates,
    int steps,
    double loss,
    double meanIou,
    double accuracy,
    double milliseconds) {
  static ComparedNetwork of(ComparisonEntry contender, ScorePoint end, double milliseconds) {
    Cost cost = contender.cost();
    return new ComparedNetwork(
        contender.recipe().network(),
        contender.recipe().definition().paper(),
        contender.recipe().width(),
        cost.parameters(),
        cost.multiplyAccumulates(),
        end.step(),
        end.loss(),
        end.meanIou(),
        end.accuracy(),
        milliseconds);
  }

  /** First author, venue and year, as papers cite each other. */
  String citation() {
    String authors = paper.authors();
    int comma = authors.indexOf(',');
    return "%s, %s %d"
        .formatted(
            comma < 0 ? authors : authors.substring(0, comma) + " et al.",
            paper.venue(),
            paper.year());
  }
}
