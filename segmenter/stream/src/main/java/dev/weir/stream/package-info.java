/**
 * The segmenter stage: a Kafka Streams application from {@code weir.frames} to {@code weir.masks}.
 *
 * <p>The path of a frame: {@code SegmenterTopology} shows all of it on one screen. {@code
 * SegmentProcessor} takes the frame from Kafka and passes it to the pipeline that {@link
 * dev.weir.stream.rules.CameraRules} choose for its camera. {@link dev.weir.stream.pipeline}
 * decodes, segments and encodes it. {@code SegmentProcessor} keeps the frames in flight in order
 * and passes each outcome to {@code MaskForwarder}, which sends the mask to Kafka. Offsets are
 * committed only after the frames in flight are forwarded: {@code StreamTaskHooks} is that commit
 * hook, and {@code StreamsInternals} is the only class that uses Kafka Streams' internals for it.
 *
 * <p>{@link SegmenterStage} is the entry point: it starts and stops the stage. {@link DeadLetters}
 * sends broken frames to the dead-letter topic, {@link FrameCounts} counts the outcomes. No other
 * package uses Kafka Streams.
 */
@NullMarked
package dev.weir.stream;

import dev.weir.frame.counts.FrameCounts;
import org.jspecify.annotations.NullMarked;
