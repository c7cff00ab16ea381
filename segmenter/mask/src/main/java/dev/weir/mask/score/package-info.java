/**
 * How well a mask agrees with the truth: {@link ConfusionMatrix} gives IoU and pixel accuracy. It
 * works on plain arrays and does not depend on frames or Kafka.
 */
@NullMarked
package dev.weir.mask.score;

import org.jspecify.annotations.NullMarked;
