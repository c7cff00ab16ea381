package dev.weir.training.data;

import java.util.List;

/**
 * How often each class occurs in a mixture; reading it is also the check of every label before
 * training starts.
 *
 * @param share of each class in the labelled pixels; sums to 1
 */
public record ClassFrequencies(List<Double> share) {
  /** Pictures of an endless source that stand for all of it. */
  private static final int SAMPLE = 64;

  public ClassFrequencies {
    share = List.copyOf(share);
  }

  /**
   * Reads every picture of the finite parts and a sample of the endless ones.
   *
   * @throws DataException at the first picture or label that cannot be used, naming its file
   */
  public static ClassFrequencies of(List<Mixture.Part> parts, int classes) {
    double[] share = new double[classes];
    double weights = parts.stream().mapToDouble(Mixture.Part::weight).sum();
    for (Mixture.Part part : parts) {
      long[] counts = counts(part.source(), classes);
      long all = 0;
      for (long count : counts) {
        all += count;
      }
      for (int c = 0; c < classes && all > 0; c++) {
        share[c] += part.weight() / weights * counts[c] / all;
      }
    }
    return new ClassFrequencies(java.util.Arrays.stream(share).boxed().toList());
  }

  private static long[] counts(LabelledSource source, int classes) {
    long[] counts = new long[classes];
    int pictures = source.endless() ? Math.min(SAMPLE, source.size()) : source.size();
    for (int i = 0; i < pictures; i++) {
      for (byte label : source.read(i).labels()) {
        int c = label & 0xFF;
        if (c < classes) {
          counts[c]++;
        }
      }
    }
    return counts;
  }
}
