/**
 * Makes a wide network narrow: {@link dev.weir.training.prune.PrunedWeights} keeps the kernels of
 * the largest norm, to be trained on from there.
 */
@NullMarked
package dev.weir.training.prune;

import org.jspecify.annotations.NullMarked;
