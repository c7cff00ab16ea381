/**
 * A street that is rendered rather than filmed, and therefore knows its truth.
 *
 * <p>{@link dev.weir.street.StreetDrive} paints a moment from far to near: the sky, the ground, the
 * houses, then the {@code Traffic} of things between them. Where anything stands follows from the
 * seed ({@code StreetPlan}, {@code Hash}); each stroke sets a pixel and its class at once, so that
 * picture and truth cannot differ. {@code Sensor} makes a photograph of it.
 */
@NullMarked
package dev.weir.street;

import org.jspecify.annotations.NullMarked;
