package dev.weir.training.data;

import java.util.Arrays;
import java.util.List;

/**
 * How often each class occurs in a mixture. Computing it also checks every label before training
 * starts.
 *
 * @param share fraction of each class in the labeled pixels of all images; sums to 1
 * @param whereItOccurs fraction of each class in all pixels of the images that contain it; 0 for a
 *     class that no image contains
 */
public record ClassFrequencies(List<Double> share, List<Double> whereItOccurs) {
  /** Number of images that represent an endless source. */
  private static final int SAMPLE = 64;

  public ClassFrequencies {
    share = List.copyOf(share);
    whereItOccurs = List.copyOf(whereItOccurs);
  }

  /**
   * Reads every image of the finite parts and a sample of the endless ones. Each part counts by its
   * weight, however many pixels it has.
   *
   * @throws DataException at the first unusable image or label, naming its file
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

  /** Returns how many images of a source are read. */
  public static int pictures(LabeledSource source) {
    return source.endless() ? Math.min(SAMPLE, source.size()) : source.size();
  }

  /** Pixel counts of one source. */
  private static final class Counts {
    final long[] ofClass;

    /** All pixels of the images that contain the class. */
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
