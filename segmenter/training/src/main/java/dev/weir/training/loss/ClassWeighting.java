package dev.weir.training.loss;

import dev.weir.inference.timing.Median;
import dev.weir.training.data.ClassFrequencies;
import java.util.List;

/** How much a pixel of a class counts, so that rare classes are learned too. */
public enum ClassWeighting {
  /** Every pixel counts the same. */
  NONE {
    @Override
    double[] raw(ClassFrequencies frequencies) {
      return frequencies.share().stream().mapToDouble(p -> 1).toArray();
    }
  },
  /** 1 / ln(1.02 + p) for a class of share p (Paszke et al., ENet, 2016, section 4). */
  ENET {
    @Override
    double[] raw(ClassFrequencies frequencies) {
      return frequencies.share().stream().mapToDouble(p -> 1 / Math.log(1.02 + p)).toArray();
    }
  },
  /**
   * Median frequency balancing: the median of all f over f, where f is a class's share of the
   * pixels of those pictures in which it occurs (Eigen and Fergus, ICCV 2015, section 6.3; SegNet's
   * too: Badrinarayanan, Kendall, Cipolla, TPAMI 2017, section 3.1). A class that does not occur
   * has no f. It gets the mean weight, 1, because a later picture of an endless source may show it.
   */
  MEDIAN {
    @Override
    double[] raw(ClassFrequencies frequencies) {
      List<Double> all = frequencies.whereItOccurs();
      double median = Median.of(all.stream().mapToDouble(f -> f).filter(f -> f > 0).toArray());
      return all.stream().mapToDouble(f -> f > 0 ? median / f : Double.NaN).toArray();
    }
  };

  /** The weights of the formula; NaN if it gives none. */
  abstract double[] raw(ClassFrequencies frequencies);

  /**
   * A weight for each class; their mean over the labeled pixels is 1. A class without a weight from
   * the formula gets 1.
   */
  public float[] weights(ClassFrequencies frequencies) {
    double[] raw = raw(frequencies);
    double mean = 0;
    for (int c = 0; c < raw.length; c++) {
      mean += Double.isNaN(raw[c]) ? 0 : raw[c] * frequencies.share().get(c);
    }
    float[] weights = new float[raw.length];
    for (int c = 0; c < raw.length; c++) {
      weights[c] = Double.isNaN(raw[c]) ? 1 : (float) (mean > 0 ? raw[c] / mean : raw[c]);
    }
    return weights;
  }
}
