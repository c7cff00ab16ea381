/**
 * Where weights come from: {@link Weights} is the interface; {@link Safetensors} reads a file,
 * {@link RandomWeights} draws untrained ones. A {@link WeightsException} says which file does not
 * fit and why.
 */
@NullMarked
package dev.weir.zoo.weights;

import org.jspecify.annotations.NullMarked;
