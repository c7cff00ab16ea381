/**
 * Converts encoded images to pixels and back.
 *
 * <p>{@link Pixels} is Weir's only form of a decoded image: blue, green, red, one byte each, rows
 * top-down, in a direct buffer that native code reads without a copy. {@link FrameDecoder} makes it
 * from a frame; {@link JpegEncoder} turns it into a JPEG. Open to every stage. The only user of
 * OpenCV's codecs.
 */
@NullMarked
package dev.weir.image;

import org.jspecify.annotations.NullMarked;
