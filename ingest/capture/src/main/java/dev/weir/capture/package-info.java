/**
 * The first stage: cameras to Kafka.
 *
 * <p>The path of a frame: {@link FrameSources} opens a {@link dev.weir.capture.source.FrameSource}
 * by its URL. {@link OpenedCameras} does so before the stage starts, to report cameras that cannot
 * be reached. A {@code CameraWorker} reads the images on its own thread. Its {@code CameraSession}
 * limits their rate ({@code FrameRateLimiter}), plays files at their own pace ({@code
 * RealTimePacer}), numbers them, and encodes them as JPEG if the camera did not. {@code
 * FrameSender} passes them to Kafka's producer, for the topic {@code weir.frames}. When a live
 * source breaks, the worker reopens it after a {@code Backoff}.
 *
 * <p>{@link Ingest} is the entry point and runs all cameras. {@link FrameCounts} is the frame
 * accounting.
 */
@NullMarked
package dev.weir.capture;

import dev.weir.frame.counts.FrameCounts;
import org.jspecify.annotations.NullMarked;
