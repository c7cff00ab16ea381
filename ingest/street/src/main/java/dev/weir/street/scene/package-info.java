/**
 * What is in the street at a given second, before anything is painted.
 *
 * <p>{@link StreetPlan} places houses, trees and lamps by block; {@link Traffic} moves cars and
 * people. Both give {@link SceneItem}s. {@link StreetProfile} is the cross-section of the street,
 * {@link Lighting} its sun and sky. {@link StreetClass} names the classes. For this module alone.
 */
@NullMarked
package dev.weir.street.scene;

import org.jspecify.annotations.NullMarked;
