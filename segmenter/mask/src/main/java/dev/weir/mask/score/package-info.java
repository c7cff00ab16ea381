/**
 * How well a mask agrees with the truth: {@link ConfusionMatrix} gives IoU and pixel accuracy,
 * {@link BoundaryScore} gives boundary IoU. Plain arrays of classes in, numbers out; knows neither
 * frames nor Kafka.
 */
@NullMarked
package dev.weir.mask.score;

import org.jspecify.annotations.NullMarked;
