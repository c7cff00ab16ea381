/**
 * The first stage: cameras into Kafka.
 *
 * <p>The way of one frame: {@link FrameSources} opens a {@link dev.weir.capture.source.FrameSource}
 * by its URL. A {@code CameraWorker} reads its images on a thread of its own, limits their rate
 * ({@code FrameRateLimiter}), plays files at their own speed ({@code RealTimePacer}), numbers them,
 * and encodes them as JPEG unless the camera did. {@code FrameSender} passes them to Kafka's
 * producer, to the topic {@code weir.frames}. When a source breaks, the worker opens it again after
 * a {@code Backoff}.
 *
 * <p>{@link Ingest} is the entry: all cameras together. {@link IngestCounts} says what became of
 * each frame.
 */
@NullMarked
package dev.weir.capture;

import org.jspecify.annotations.NullMarked;
