package dev.weir.training.data;

import java.util.Arrays;
import java.util.List;

/**
 * How often each class occurs in a mixture; reading it is also the check of every label before
 * training starts.
 *
 * @param share of each class in the labelled pixels of all pictures; sums to 1
 * @param whereItOccurs share of each class in all pixels of those pictures in which it occurs; 0 of
 *     one that occurs in none
 */
public record ClassFrequencies(List<Double> share, List<Double> whereItOccurs) {
  /** Pictures of an endless source that stand for all of it. */
  private static final int SAMPLE = 64;

  public ClassFrequencies {
    share = List.copyOf(share);
    whereItOccurs = List.copyOf(whereItOccurs);
  }

  /**
   * Reads every picture of the finite parts and a sample of the endless ones. Each part counts by
   * its weight, however many pixels it has.
   *
   * @throws DataException at the first picture or label that cannot be used, naming its file
   */
  public static ClassFrequencies of(List<Mixture.Part> parts, int classes) {
    double[] share = new double[classes];
    double[] found = new double[classes];
    double[] around = new double[classes];
    double weights = parts.stream().mapToDouble(Mixture.Part::weight).sum();
    for (Mixture.Part part : parts) {
      Counts counts = Counts.of(part.source(), classes);
      double weight = part.weight() / weights;
      for (int c = 0; c < classes && counts.labeled > 0; c++) {
        share[c] += weight * counts.ofClass[c] / counts.labeled;
        found[c] += weight * counts.ofClass[c] / counts.pixels;
        around[c] += weight * counts.aroundClass[c] / counts.pixels;
      }
    }
    double[] whereItOccurs = new double[classes];
    Arrays.setAll(whereItOccurs, c -> found[c] == 0 ? 0 : found[c] / around[c]);
    return new ClassFrequencies(
        Arrays.stream(share).boxed().toList(), Arrays.stream(whereItOccurs).boxed().toList());
  }

  /** How many pictures of a source are read. */
  public static int pictures(LabeledSource source) {
    return source.endless() ? Math.min(SAMPLE, source.size()) : source.size();
  }

  /** Pixels of one source. */
  private static final class Counts {
    final long[] ofClass;

    /** Of the pictures in which the class occurs. */
    final long[] aroundClass;

    long labeled;
    long pixels;

    private Counts(int classes) {
      ofClass = new long[classes];
      aroundClass = new long[classes];
    }

    static Counts of(LabeledSource source, int classes) {
      Counts counts = new Counts(classes);
      int pictures = pictures(source);
      for (int i = 0; i < pictures; i++) {
        counts.add(source.read(i).labels());
      }
      return counts;
    }

    private void add(byte[] labels) {
      long[] here = new long[ofClass.length];
      for (byte label : labels) {
        int c = label & 0xFF;
        if (c < here.length) {
          here[c]++;
        }
      }
      pixels += labels.length;
      for (int c = 0; c < here.length; c++) {
        ofClass[c] += here[c];
        labeled += here[c];
        aroundClass[c] += here[c] > 0 ? labels.length : 0;
      }
    }
  }
}
