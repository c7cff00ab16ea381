/**
 * How wrong a network is: {@link dev.weir.training.loss.GuidedLoss} over all of its heads, {@link
 * dev.weir.training.loss.ClassWeighting} for classes that are rare.
 */
@NullMarked
package dev.weir.training.loss;

import org.jspecify.annotations.NullMarked;
