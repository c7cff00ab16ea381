/**
 * Encoded pictures to pixels and back. {@link dev.weir.image.Pixels} is Weir's one form of a
 * decoded picture: blue, green, red, a byte each, rows top-down, in a direct buffer that native
 * code reads without a copy. {@link dev.weir.image.FrameDecoder} makes them from a frame, {@link
 * dev.weir.image.JpegEncoder} turns them into a JPEG. The only user of OpenCV's codecs.
 */
@NullMarked
package dev.weir.image;

import org.jspecify.annotations.NullMarked;
