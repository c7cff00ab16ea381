/**
 * MJPEG over HTTP, in plain Java. Each JPEG is passed through as the camera encoded it.
 *
 * <p>{@link MjpegSource} is the entry point. {@code MultipartReader} splits a response of {@link
 * dev.weir.capture.http} into JPEGs. {@code SnapshotSource} polls a camera for single JPEGs. Called
 * by {@link dev.weir.capture.FrameSources}.
 */
@NullMarked
package dev.weir.capture.mjpeg;

import org.jspecify.annotations.NullMarked;
