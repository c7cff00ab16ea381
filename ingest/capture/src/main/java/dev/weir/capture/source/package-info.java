/**
 * The interface of image sources, independent of their kind.
 *
 * <p>A {@link FrameSource} delivers {@link CapturedImage}s until it is closed. {@link
 * SourceOptions} say how it is opened, and a {@link SourceException} says why it cannot be. {@link
 * SourceUrl} checks a URL, and {@link dev.weir.frame.Redactor} removes its password before it is
 * printed. This package also contains {@link MonotonicTimestamps} and {@link NativeResourceGuard},
 * which every kind of source needs, and {@link StreetSource}, which renders.
 *
 * <p>The packages for FFmpeg and MJPEG build on this one. It does not depend on them.
 */
@NullMarked
package dev.weir.capture.source;

import org.jspecify.annotations.NullMarked;
