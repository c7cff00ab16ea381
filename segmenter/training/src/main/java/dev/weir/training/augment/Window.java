package dev.weir.training.augment;

/**
 * The part of a picture that becomes a sample.
 *
 * @param left of the sample from the picture's left edge, in pixels of the sample; negative where
 *     it reaches over
 * @param top of the sample from the picture's upper edge, likewise
 * @param stepX from one pixel of the sample to the next, in pixels of the picture
 * @param stepY likewise downwards
 * @param mirrored whether left and right change places
 */
record Window(double left, double top, double stepX, double stepY, boolean mirrored) {}
