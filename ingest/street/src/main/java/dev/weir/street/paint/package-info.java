/**
 * Paints a scene into a {@link Canvas}, from back to front: ground by rows, walls by columns, sky
 * over the rest, then every object from far to near.
 *
 * <p>All painters share one {@link PaintContext}: canvas, {@link Viewpoint} and light of the image.
 * There is one painter for each kind of object. {@link Sensor} adds blur, vignetting and noise at
 * the end, to colors only. For {@link dev.weir.street.StreetDrive} alone.
 */
@NullMarked
package dev.weir.street.paint;

import org.jspecify.annotations.NullMarked;
