package dev.weir.training.loss;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.diff;
import static org.bytedeco.pytorch.global.torch.rsub;
import static org.bytedeco.pytorch.global.torch.softmax;
import static org.bytedeco.pytorch.global.torch.sort;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A surrogate of 1 − mean IoU that has gradients (Berman, Triki, Blaschko, CVPR 2018, "The
 * Lovász-Softmax loss"): for every class in the batch, it sorts the errors of its probabilities in
 * descending order. Each error is weighted by its effect on the class's Jaccard index, given all
 * larger errors. Cross-entropy counts pixels, so losing a thin object is cheap; here each class
 * counts the same.
 */
final class LovaszSoftmax {
  private LovaszSoftmax() {}

  /**
   * The loss of a batch, in the caller's {@code PointerScope}.
   *
   * @param logits [N, C, H, W] of 32-bit floats
   * @param truth [N, H, W] of 64-bit integers
   * @param none the class of pixels that do not count
   * @return one number from 0 to 1, averaged over the classes in {@code truth}; 0 if there are none
   */
  static Tensor of(Tensor logits, Tensor truth, long none) {
    long classes = logits.size(1);
    Tensor flat = truth.reshape(-1);
    Tensor known = flat.ne(new Scalar(none)).to(ScalarType.Float).unsqueeze(0);
    Tensor probabilities = softmax(logits, 1).permute(1, 0, 2, 3).reshape(classes, -1);
    Tensor ids = arange(new Scalar(classes)).to(truth.device(), ScalarType.Long).unsqueeze(1);
    Tensor isClass = flat.unsqueeze(0).eq(ids).to(ScalarType.Float);
    // A pixel that does not count has error 0 for all classes: it sorts last and has no weight.
    Tensor errors = isClass.sub(probabilities).abs().mul(known);
    T_TensorTensor_T sorted = sort(errors, 1, true);
    Tensor weights = steps(isClass.gather(1, sorted.get1()));
    Tensor present = isClass.sum(1).gt(new Scalar(0)).to(ScalarType.Float);
    Tensor perClass = sorted.get0().mul(weights).sum(1);
    return perClass.mul(present).sum().div(present.sum().clamp_min(new Scalar(1)));
  }

  /** How much the Jaccard loss grows with each wrong pixel, in the given order. */
  private static Tensor steps(Tensor isClass) {
    Tensor all = isClass.sum(1).unsqueeze(1);
    Tensor intersection = all.sub(isClass.cumsum(1));
    Tensor union = all.add(rsub(isClass, new Scalar(1)).cumsum(1));
    Tensor jaccard = rsub(intersection.div(union), new Scalar(1));
    // With a zero before the first, the differences are the steps.
    Tensor zero = all.mul(new Scalar(0));
    TensorVector both = new TensorVector(zero, jaccard);
    return diff(cat(both, 1), 1, 1, new TensorOptional(), new TensorOptional());
  }
}
