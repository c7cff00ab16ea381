/**
 * Makes a wide network narrow: {@link dev.weir.training.prune.PrunedWeights} keeps the kernels of
 * the largest norm, which is then trained further.
 */
@NullMarked
package dev.weir.training.prune;

import org.jspecify.annotations.NullMarked;
