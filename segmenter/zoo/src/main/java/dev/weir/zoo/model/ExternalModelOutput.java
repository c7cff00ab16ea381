package dev.weir.zoo.model;

/**
 * The output of an external network for a picture of its working size.
 *
 * @param name of the output in its graph
 * @param kind what its numbers are
 * @param channels numbers of a pixel: as many as classes, 1 of class numbers
 * @param height of the output
 * @param width of the output
 * @param largest the largest class number that was seen; 0 of scores
 */
public record ExternalModelOutput(
    String name, Kind kind, int channels, int height, int width, long largest) {
  /** The same with numbers of another kind. */
  public ExternalModelOutput of(Kind other) {
    return new ExternalModelOutput(name, other, channels, height, width, largest);
  }

  /** What the numbers of an output are. */
  public enum Kind {
    /** A score for each class, before softmax. */
    SCORES,
    /** A probability for each class; those of a pixel add up to 1. */
    PROBABILITIES,
    /** A probability for each class by itself, as a sigmoid gives it. */
    SIGMOIDS,
    /**
     * Numbers of one class that are never below 0 and exceed 1: neither scores before a sigmoid nor
     * probabilities.
     */
    POSITIVE,
    /** The number of the class itself. */
    CLASSES
  }
}
