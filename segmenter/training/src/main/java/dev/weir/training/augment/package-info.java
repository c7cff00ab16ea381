/**
 * One labelled picture becomes many: mirrored, scaled, cropped, lit otherwise. {@link
 * dev.weir.training.augment.Augmenter} does it, {@link dev.weir.training.augment.Crops} says to
 * what it is cropped, {@link dev.weir.training.augment.ContactSheet} shows it.
 */
@NullMarked
package dev.weir.training.augment;

import org.jspecify.annotations.NullMarked;
