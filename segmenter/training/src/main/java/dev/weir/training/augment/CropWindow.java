package dev.weir.training.augment;

/**
 * The part of a picture that becomes a sample.
 *
 * @param left distance from the picture's left edge, in pixels of the sample; negative if the
 *     sample extends beyond it
 * @param top distance from the picture's upper edge, likewise
 * @param stepX distance between two pixels of the sample, in pixels of the picture
 * @param stepY likewise, downward
 * @param mirrored whether left and right are swapped
 */
record CropWindow(double left, double top, double stepX, double stepY, boolean mirrored) {}
