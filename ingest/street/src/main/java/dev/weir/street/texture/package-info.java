/**
 * Repeatable random numbers, and the textures drawn with them.
 *
 * <p>{@link SeededRandom} gives the same numbers for the same seed. {@link TextureSketch} draws a
 * {@link Texture}; {@link FacadeTextures} and {@link PlainTextures} are the finished sets. The
 * lowest package of the street: it sees no other.
 */
@NullMarked
package dev.weir.street.texture;

import org.jspecify.annotations.NullMarked;
