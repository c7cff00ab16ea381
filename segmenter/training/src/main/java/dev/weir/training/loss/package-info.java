/**
 * How wrong a network is. {@link GuidedLoss} sums the loss over all heads of a network; {@code
 * LovaszSoftmax} is the Lovász loss, a differentiable stand-in for 1 − mean IoU; {@link
 * ClassWeighting} weighs rare classes.
 */
@NullMarked
package dev.weir.training.loss;

import org.jspecify.annotations.NullMarked;
