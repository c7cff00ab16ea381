package dev.weir.training.loss;

import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledImage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The loss of pixels whose label is a set of classes: −log Σ p over the set, because the pixel is
 * one of its classes, but it is unknown which. A set weighs as much as its classes on average. Not
 * thread-safe; holds native memory until closed.
 */
final class SetLoss implements AutoCloseable {
  private static final int LABELS = 256;
  private static final long VOID = LabeledImage.VOID & 0xFF;

  private final int number;

  /** [sets, classes]: 0 for classes of a set, −∞ for others; added to logits. */
  private final Tensor members;

  /** [256]: the weight of each label, classes and sets; 0 for others. */
  private final Tensor weightOfLabel;

  SetLoss(float[] classWeights, List<Set<Integer>> sets, Device device) {
    this.number = sets.size();
    float[] weights = Arrays.copyOf(classWeights, LABELS);
    float[] rows = new float[Math.max(1, number) * classWeights.length];
    Arrays.fill(rows, Float.NEGATIVE_INFINITY);
    for (int s = 0; s < number; s++) {
      for (int c : sets.get(s)) {
        rows[s * classWeights.length + c] = 0;
        weights[LabelSets.FIRST_CODE - s] += classWeights[c] / sets.get(s).size();
      }
    }
    this.members =
        Tensor.create(rows, Math.max(1, number), classWeights.length).to(device, ScalarType.Float);
    this.members.retainReference();
    this.weightOfLabel = Tensor.create(weights, LABELS).to(device, ScalarType.Float);
    this.weightOfLabel.retainReference();
  }

  boolean isEmpty() {
    return number == 0;
  }

  /** [256]: how much a pixel with a label counts. */
  Tensor weightOfLabel() {
    return weightOfLabel;
  }

  /** Labels in which sets are void. */
  Tensor withoutSets(Tensor truth) {
    return isEmpty() ? truth : truth.masked_fill(truth.ge(leastCode()), new Scalar(VOID));
  }

  private Scalar leastCode() {
    return new Scalar(LabelSets.FIRST_CODE - number + 1L);
  }

  /**
   * Adds the loss of pixels whose label is a set.
   *
   * @param losses [N·H·W], of all pixels in order
   * @param logits [N, C, H, W] of 32-bit floats
   * @param truth [N, H, W] of 64-bit integers
   * @param weighted whether each pixel counts by its set's weight
   */
  Tensor addedTo(Tensor losses, Tensor logits, Tensor truth, boolean weighted) {
    Tensor labels = truth.reshape(-1);
    Tensor isSet = labels.ge(leastCode()).logical_and(labels.ne(new Scalar(VOID)));
    Tensor places = isSet.nonzero().reshape(-1);
    if (places.numel() == 0) {
      return losses;
    }
    Tensor codes = labels.index_select(0, places);
    Tensor set = codes.neg().add(new Scalar((long) LabelSets.FIRST_CODE));
    Tensor scores = logits.permute(0, 2, 3, 1).reshape(-1, logits.size(1)).index_select(0, places);
    Tensor inSet = scores.add(members.index_select(0, set)).logsumexp(1);
    Tensor loss = scores.logsumexp(1).sub(inSet);
    Tensor counted = weighted ? loss.mul(weightOfLabel.index_select(0, codes)) : loss;
    return losses.index_add(0, places, counted);
  }

  @Override
  public void close() {
    members.releaseReference();
    weightOfLabel.releaseReference();
  }
}
