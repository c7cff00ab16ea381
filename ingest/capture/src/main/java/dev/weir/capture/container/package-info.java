/**
 * Finds out whether a stored video is complete, by its container's own lengths.
 *
 * <p>{@link ContainerLength} is the entry point. It selects the {@code ContainerFormat} of a file.
 * Formats without a total length are made of units, which {@code UnitWalk} follows. {@link
 * FileBytes} are the bytes of a local file or of a file on an HTTP server. Called by {@link
 * dev.weir.capture.ffmpeg}.
 */
@NullMarked
package dev.weir.capture.container;

import org.jspecify.annotations.NullMarked;
