/**
 * A rendered drive through a city street, with the class of every pixel known exactly.
 *
 * <p>{@link dev.weir.street.StreetDrive} draws the picture a dashboard camera would take at a given
 * second, and the mask a perfect segmenter would make of it. The street has no end and no memory:
 * what stands where follows from the seed and the block's number alone ({@code StreetPlan}), what
 * moves is where the clock puts it ({@code Traffic}), so any second can be drawn in any order.
 *
 * <p>A frame is painted back to front: ground by rows, walls by columns from the nearest outwards,
 * sky over what is left, then everything that stands in the street from far to near. Colour and
 * class of a pixel share one {@code int} of the {@code Canvas}, so they can not disagree. Lens and
 * sensor ({@code Sensor}) touch colours alone.
 *
 * <p>A picture of 640×480 takes 5.2 ms of one core of a virtual AMD EPYC server, 191 a second, and
 * one of 1280×720 12.9 ms: {@code StreetBenchmark}, among the tests, says how to measure that.
 *
 * <p>Lengths are metres: x to the right of our lane's middle, y up from the road, z along the
 * street.
 */
@NullMarked
package dev.weir.street;

import org.jspecify.annotations.NullMarked;
