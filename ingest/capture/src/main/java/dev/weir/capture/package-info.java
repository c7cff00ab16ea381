/**
 * Cameras into Kafka.
 *
 * <p>A URL goes to {@link dev.weir.capture.FrameSources}, which opens a {@link
 * dev.weir.capture.FrameSource} of its kind: {@code FfmpegSource}, {@code MjpegSource}, {@code
 * StreetSource}. A {@code CameraWorker} reads its {@link dev.weir.capture.Shot}s on a thread of its
 * own: thinned out, paced where they are not live, numbered, and encoded as JPEG where they are
 * not. Its {@code Outbox} hands the frames to Kafka's producer: {@code weir.frames}. {@link
 * dev.weir.capture.Ingest} is all cameras together.
 */
@NullMarked
package dev.weir.capture;

import org.jspecify.annotations.NullMarked;
