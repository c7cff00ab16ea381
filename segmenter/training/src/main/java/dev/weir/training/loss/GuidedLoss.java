package dev.weir.training.loss;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.topk;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import dev.weir.zoo.Scores;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Softmax cross-entropy over all heads of a network: L = Σ λ·mean over the head's pixels (cascade
 * label guidance, Zhao et al. 2018, section 3.3). Labels are resized to each head with nearest
 * neighbor and half-pixel centers, which match the head's scores when they are upsampled. The main
 * head may be upsampled first, as in the deployed graph: then details narrower than a pixel of the
 * head, and the position of a boundary within it, can be learned too. Pixels without a class do not
 * count. Where the label is a set of classes, the loss is −log Σ p over them ({@link SetLoss}). Not
 * thread-safe; holds native memory until closed.
 */
public final class GuidedLoss implements AutoCloseable {
  private static final long VOID = 255;

  /** −ln 0.7: a pixel whose true class has less than 0.7 is hard. */
  private static final double HARD = -Math.log(0.7);

  /** Less than the weight of any pixel. */
  private static final double NOTHING = 1e-12;

  private final Tensor classWeights;
  private final SetLoss sets;
  private final double ohemMinKept;
  private final double lovasz;
  private final int upsampling;

  /**
   * A loss for labels that name single classes.
   *
   * @param classWeights one for each class
   * @param ohemMinKept as below
   * @param lovasz as below
   * @param upsampling as below
   */
  public GuidedLoss(
      float[] classWeights, double ohemMinKept, double lovasz, int upsampling, Device device) {
    this(classWeights, List.of(), ohemMinKept, lovasz, upsampling, device);
  }

  /**
   * A loss.
   *
   * @param classWeights one for each class
   * @param sets the sets of classes that labels name, as {@code LabelSets.all()}; the Lovász term
   *     does not count their pixels
   * @param ohemMinKept online hard example mining (Shrivastava et al., CVPR 2016) on the main head:
   *     only pixels whose true class has a probability below 0.7 count, but at least this fraction
   *     of all pixels; 0 counts every pixel
   * @param lovasz weight of the {@link LovaszSoftmax} of the main head, added to its cross-entropy;
   *     0 turns it off
   * @param upsampling factor for the main head's height and width before both; 1 leaves it as it is
   */
  public GuidedLoss(
      float[] classWeights,
      List<Set<Integer>> sets,
      double ohemMinKept,
      double lovasz,
      int upsampling,
      Device device) {
    if (!(ohemMinKept >= 0 && ohemMinKept <= 1)) {
      throw new IllegalArgumentException(
          "ohem-min-kept %s: expected 0 (off) to 1".formatted(ohemMinKept));
    }
    if (!(lovasz >= 0)) {
      throw new IllegalArgumentException(
          "lovasz %s: expected 0 (off) or a weight above 0, for example 1".formatted(lovasz));
    }
    if (upsampling < 1) {
      throw new IllegalArgumentException(
          "upsampling %d: expected 1 (off) or more".formatted(upsampling));
    }
    this.classWeights =
        Tensor.create(classWeights, classWeights.length).to(device, ScalarType.Float);
    this.classWeights.retainReference();
    this.sets = new SetLoss(classWeights, sets, device);
    this.ohemMinKept = ohemMinKept;
    this.lovasz = lovasz;
    this.upsampling = upsampling;
  }

  /**
   * The loss of a batch, in the caller's {@code PointerScope}.
   *
   * @param scores of all heads
   * @param labels [N, H, W] of 64-bit integers: a class, the code of a set, or 255 for no class
   * @return one number, to be differentiated
   * @throws IllegalArgumentException if the upsampled scores would be larger than the labels
   */
  public Tensor of(Scores<Tensor> scores, Tensor labels) {
    long stride = labels.size(1) / scores.main().size(2);
    if (upsampling > Math.max(1, stride)) {
      throw new IllegalArgumentException(
          "upsampling %d: expected 1 to %d, which is the network's stride"
              .formatted(upsampling, stride));
    }
    Tensor logits = upsampled(scores.main().to(ScalarType.Float));
    Tensor main = branch(logits, labels, ohemMinKept);
    if (lovasz > 0) {
      Tensor truth = resized(labels, logits.size(2), logits.size(3));
      main =
          main.add(
              LovaszSoftmax.of(some(logits), some(sets.withoutSets(truth)), VOID)
                  .mul(new Scalar(lovasz)));
    }
    Tensor loss = main.mul(new Scalar(scores.mainWeight()));
    for (Scores.Guidance<Tensor> guidance : scores.guidance()) {
      loss = loss.add(branch(guidance.scores(), labels, 0).mul(new Scalar(guidance.weight())));
    }
    return loss;
  }

  private Tensor upsampled(Tensor logits) {
    if (upsampling == 1) {
      return logits;
    }
    long[] size = {logits.size(2) * upsampling, logits.size(3) * upsampling};
    return upsample_bilinear2d(logits, size, false, new DoubleOptional(), new DoubleOptional());
  }

  /**
   * About as many pixels as the head has, because sorting all upsampled pixels takes longer than
   * the network. They cover all positions within the head's pixels and in the picture: their
   * distance has no common divisor with the upsampling factor or with the picture's width.
   */
  private Tensor some(Tensor image) {
    if (upsampling == 1) {
      return image;
    }
    long distance = sampleDistance(upsampling, image.size(-1));
    Tensor row = image.flatten(-2, -1).unsqueeze(-2);
    return row.slice(-1, new LongOptional(0), new LongOptional(row.size(-1)), distance);
  }

  /** Distance between pixels that the Lovász-Softmax term uses, row after row. */
  static long sampleDistance(int upsampling, long width) {
    BigInteger avoided = BigInteger.valueOf(upsampling).multiply(BigInteger.valueOf(width));
    long distance = (long) upsampling * upsampling;
    while (!avoided.gcd(BigInteger.valueOf(distance)).equals(BigInteger.ONE)) {
      distance++;
    }
    return distance;
  }

  private Tensor branch(Tensor scores, Tensor labels, double hard) {
    Tensor logits = scores.to(ScalarType.Float);
    Tensor truth = resized(labels, logits.size(2), logits.size(3));
    TensorOptional weights = new TensorOptional(classWeights);
    if (hard == 0 && sets.isEmpty()) {
      // 2: the sum. torch's own weighted mean is NaN if all pixels are void.
      Tensor sum = cross_entropy_loss(logits, truth, weights, 2, VOID, 0.0);
      return sum.div(pixelWeights(truth).sum().clamp_min(new Scalar(NOTHING)));
    }
    Tensor each = pixelLosses(logits, truth, weights);
    if (hard == 0) {
      return each.sum().div(pixelWeights(truth).sum().clamp_min(new Scalar(NOTHING)));
    }
    Tensor plain = pixelLosses(logits.detach(), truth, new TensorOptional());
    long least = Math.max(1, Math.round(hard * each.numel()));
    double smallestKept = topk(plain, least).get0().min().item_float();
    Tensor kept = plain.ge(new Scalar(Math.min(HARD, smallestKept)));
    Tensor chosen = each.masked_select(kept);
    return chosen
        .sum()
        .div(pixelWeights(truth).masked_select(kept).sum().clamp_min(new Scalar(NOTHING)));
  }

  /** The loss of each pixel, 0 without a class; weighted if there are weights. */
  private Tensor pixelLosses(Tensor logits, Tensor truth, TensorOptional weights) {
    Tensor single =
        cross_entropy_loss(logits, sets.withoutSets(truth), weights, 0, VOID, 0.0).reshape(-1);
    return sets.isEmpty() ? single : sets.addedTo(single, logits, truth, weights.has_value());
  }

  /** The weight of each pixel's class or set, 0 without either. */
  private Tensor pixelWeights(Tensor truth) {
    return sets.weightOfLabel().index_select(0, truth.reshape(-1));
  }

  private static Tensor resized(Tensor labels, long height, long width) {
    if (labels.size(1) == height && labels.size(2) == width) {
      return labels;
    }
    return labels
        .index_select(1, nearest(labels.size(1), height, labels))
        .index_select(2, nearest(labels.size(2), width, labels));
  }

  private static Tensor nearest(long from, long to, Tensor like) {
    long[] index = new long[(int) to];
    for (int i = 0; i < index.length; i++) {
      index[i] = Math.min(from - 1, (long) ((i + 0.5) * from / to));
    }
    return Tensor.create(index, index.length).to(like.device(), ScalarType.Long);
  }

  @Override
  public void close() {
    classWeights.releaseReference();
    sets.close();
  }
}
