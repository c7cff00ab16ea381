/**
 * Makes a wide network narrow: {@link PrunedWeights} keeps the kernels with the largest norm, as
 * initial weights of a narrower network.
 */
@NullMarked
package dev.weir.training.prune;

import org.jspecify.annotations.NullMarked;
