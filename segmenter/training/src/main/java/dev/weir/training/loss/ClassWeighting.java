package dev.weir.training.loss;

import dev.weir.training.data.ClassFrequencies;
import java.util.Arrays;
import java.util.List;

/** How much a pixel of a class counts, so that rare classes are learnt too. */
public enum ClassWeighting {
  /** Every pixel the same. */
  NONE {
    @Override
    double weight(double share, double median) {
      return 1;
    }
  },
  /** 1 / ln(1.02 + p) for a class of share p (Paszke et al., ENet, 2016, section 4). */
  ENET {
    @Override
    double weight(double share, double median) {
      return 1 / Math.log(1.02 + share);
    }
  },
  /** Median frequency balancing: the median share over p (Eigen and Fergus, 2015, section 6.3). */
  MEDIAN {
    @Override
    double weight(double share, double median) {
      return share == 0 ? 0 : median / share;
    }
  };

  abstract double weight(double share, double median);

  /** A weight for each class; their mean over the pixels is 1. */
  public float[] weights(ClassFrequencies frequencies) {
    List<Double> share = frequencies.share();
    double[] occurring = share.stream().mapToDouble(s -> s).filter(s -> s > 0).sorted().toArray();
    double median = occurring.length == 0 ? 1 : occurring[occurring.length / 2];
    double[] weights = share.stream().mapToDouble(s -> weight(s, median)).toArray();
    double mean = 0;
    for (int c = 0; c < weights.length; c++) {
      mean += weights[c] * share.get(c);
    }
    float[] normalised = new float[weights.length];
    for (int c = 0; c < weights.length; c++) {
      normalised[c] = (float) (mean > 0 ? weights[c] / mean : weights[c]);
    }
    assert Arrays.stream(weights).allMatch(Double::isFinite);
    return normalised;
  }
}
