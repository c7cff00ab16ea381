/**
 * What a source of images is, whatever its kind.
 *
 * <p>A {@link FrameSource} delivers {@link CapturedImage}s until it is closed; {@link
 * SourceOptions} say how it is opened, and a {@link SourceException} says why it cannot be. {@link
 * SourceUrl} checks a URL and {@link RedactedUrl} removes its password before it is printed. Also
 * here: {@link MonotonicTimestamps} and {@link NativeResourceGuard}, which every kind of source
 * needs, and {@link StreetSource}, which renders.
 *
 * <p>The packages for FFmpeg and MJPEG build on this one. It sees neither of them.
 */
@NullMarked
package dev.weir.capture.source;

import org.jspecify.annotations.NullMarked;
