/**
 * Makes many samples of one labeled image: mirrored, scaled, cropped, recolored. {@link Augmenter}
 * does it, {@link Crops} decides what is cut out, {@code ColorJitter} changes light and color,
 * {@link ContactSheet} draws samples for a look.
 */
@NullMarked
package dev.weir.training.augment;

import org.jspecify.annotations.NullMarked;
