/**
 * JPEG cameras over HTTP, in plain Java. Each JPEG is passed through as the camera encoded it.
 *
 * <p>{@link MjpegSource} reads MJPEG. {@code MultipartReader} splits its response into JPEGs.
 * {@link SnapshotSource} polls a camera that answers with one picture. Called by {@link
 * dev.weir.capture.FrameSources}.
 */
@NullMarked
package dev.weir.capture.mjpeg;

import org.jspecify.annotations.NullMarked;
