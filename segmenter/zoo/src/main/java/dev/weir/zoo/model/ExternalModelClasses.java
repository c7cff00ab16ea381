package dev.weir.zoo.model;

import java.util.List;
import java.util.OptionalDouble;

/** Checks that the output of an external network fits the classes that a user names. */
final class ExternalModelClasses {
  private static final int MAX_CLASSES = 256;

  private ExternalModelClasses() {}

  /**
   * Checks the number of classes.
   *
   * @param threshold that the user gave, if any
   * @return whether class 0 is a background that the network has no score for
   * @throws IllegalArgumentException if they do not fit; the message says which would
   */
  static boolean check(
      ExternalModel external,
      ExternalModelOutput output,
      List<String> classes,
      OptionalDouble threshold) {
    String which = "%s: its output '%s'".formatted(external.file(), output.name());
    if (output.kind() == ExternalModelOutput.Kind.CLASSES) {
      checkNumbers(which, output.largest(), classes.size());
      refuse(threshold, which + " is class numbers");
      return false;
    }
    if (output.channels() == 1) {
      checkOneScore(which, output, classes);
      return true;
    }
    boolean oneMore = classes.size() == output.channels() + 1;
    if (oneMore && (output.kind() == ExternalModelOutput.Kind.SIGMOIDS || threshold.isPresent())) {
      return true;
    }
    if (output.channels() != classes.size()) {
      throw new IllegalArgumentException(
          "%s has %d scores a pixel, the class set has %d classes: expected the same number; name the classes that it was trained for with --classes%s"
              .formatted(
                  which,
                  output.channels(),
                  classes.size(),
                  oneMore
                      ? ", or, if it scores each class by itself and class 0 is the background, add --threshold 0.5"
                      : ""));
    }
    refuse(
        threshold,
        which
            + " has a score for each class, and each pixel gets the class with the largest score");
    return false;
  }

  private static void checkNumbers(String which, long largest, int classes) {
    if (largest >= Math.min(classes, MAX_CLASSES)) {
      boolean scaled = classes == 2 && largest < MAX_CLASSES;
      throw new IllegalArgumentException(
          "%s gave class number %d on noise, the class set has %d: expected 0 to %d; name the classes that it was trained for with --classes%s"
              .formatted(
                  which,
                  largest,
                  classes,
                  classes - 1,
                  scaled
                      ? ", or, if it is a mask of 0 and 255 or a probability times 255, export it again with 0 and 1, or with the probability as float"
                      : ""));
    }
  }

  private static void checkOneScore(
      String which, ExternalModelOutput output, List<String> classes) {
    if (output.kind() == ExternalModelOutput.Kind.PROBABILITIES) {
      throw new IllegalArgumentException(
          "%s is one channel that is 1 in every pixel, a softmax over one class: export it again with a sigmoid instead, or without either"
              .formatted(which));
    }
    if (output.kind() == ExternalModelOutput.Kind.POSITIVE) {
      throw new IllegalArgumentException(
          "%s is one number a pixel, never below 0 and above 1 on noise: expected a probability, or a score that is below 0 where the class is absent; export it again so that it ends with the sigmoid, without a factor after it; --scores logits uses it unchanged"
              .formatted(which));
    }
    if (classes.size() != 2) {
      throw new IllegalArgumentException(
          "%s is one score a pixel, for one class against the background: expected two classes, the class set has %d; name a --classes FILE of two lines, first the background, such as: background #000000, then the class, such as: %s #ff0000"
              .formatted(which, classes.size(), classes.size() == 1 ? classes.get(0) : "lane"));
    }
  }

  private static void refuse(OptionalDouble threshold, String why) {
    if (threshold.isPresent()) {
      throw new IllegalArgumentException(
          "--threshold %s: %s: expected a network that scores classes without a background; omit --threshold"
              .formatted(threshold.getAsDouble(), why));
    }
  }
}
