/**
 * MJPEG over HTTP, in plain Java. Each JPEG is passed on as the camera encoded it.
 *
 * <p>{@link MjpegSource} is the entry. {@code MultipartReader} cuts a response of {@link
 * dev.weir.capture.http} into JPEGs. {@code SnapshotSource} asks a camera for one JPEG after the
 * other. Entered by {@link dev.weir.capture.FrameSources}.
 */
@NullMarked
package dev.weir.capture.mjpeg;

import org.jspecify.annotations.NullMarked;
