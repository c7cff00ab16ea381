/**
 * A rendered drive through a city street, with the exact class of every pixel.
 *
 * <p>{@link StreetDrive} is the entry. It draws the image that a dashboard camera would take at a
 * given second, and the mask that a perfect segmenter would make of it. The street has no end and
 * no memory: the place of everything follows from the seed and the block's number alone, and moving
 * objects are where the clock puts them. So any second can be drawn in any order.
 *
 * <p>The way of one image: {@link dev.weir.street.scene} places everything, {@link
 * dev.weir.street.paint} paints it from back to front, {@link dev.weir.street.texture} gives
 * surfaces their look. Color and class of a pixel share one {@code int}, so they cannot disagree.
 *
 * <p>An image of 640×480 takes 5.2 ms of one core of a virtual AMD EPYC server (191 a second), and
 * one of 1280×720 takes 12.9 ms. {@code StreetBenchmark}, among the tests, measures it.
 *
 * <p>Lengths are in meters: x to the right of our lane's middle, y up from the road, z along the
 * street.
 */
@NullMarked
package dev.weir.street;

import org.jspecify.annotations.NullMarked;
