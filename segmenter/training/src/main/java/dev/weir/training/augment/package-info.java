/**
 * One labeled picture becomes many: mirrored, scaled, cropped, with different light. {@link
 * dev.weir.training.augment.Augmenter} does it, {@link dev.weir.training.augment.Crops} says to
 * what it is cropped, {@link dev.weir.training.augment.ContactSheet} shows it.
 */
@NullMarked
package dev.weir.training.augment;

import org.jspecify.annotations.NullMarked;
