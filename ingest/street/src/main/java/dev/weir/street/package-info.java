/**
 * A rendered drive through a city street, with the class of every pixel known exactly.
 *
 * <p>{@link dev.weir.street.StreetDrive} draws the picture a dashboard camera would take at a given
 * second, and the mask a perfect segmenter would make of it. The street has no end and no memory.
 * Fixed objects depend only on the seed and the number of their block ({@code StreetPlan}); moving
 * objects depend only on the time ({@code Traffic}). Seconds can therefore be drawn in any order.
 *
 * <p>A frame is painted in layers: the ground by rows, walls by columns from near to far, the sky
 * in the rest, then all objects in the street from far to near. Color and class of a pixel share
 * one {@code int} of the {@code Canvas}, so they cannot disagree. Lens and sensor ({@code Sensor})
 * change only colors.
 *
 * <p>A picture of 640×480 takes 5.2 ms of one core of a virtual AMD EPYC server (191 per second),
 * and one of 1280×720 takes 12.9 ms. {@code StreetBenchmark}, in the tests, says how to measure
 * that.
 *
 * <p>Lengths are in meters: x to the right of the center of our lane, y up from the road, z along
 * the street.
 */
@NullMarked
package dev.weir.street;

import org.jspecify.annotations.NullMarked;
