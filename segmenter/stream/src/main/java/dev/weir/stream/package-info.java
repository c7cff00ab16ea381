/**
 * The segmenter as a Kafka Streams application.
 *
 * <p>{@link dev.weir.stream.SegmenterStage} starts and stops it. {@code SegmenterTopology} is all
 * of it on one screen. {@code HandOff} takes a frame from Kafka and gives it to the {@code
 * FrameEngine} that {@link dev.weir.stream.CameraRules} have for its camera: {@code MaskLine}
 * decodes it, asks the {@link dev.weir.stream.SegmentationEngine} and encodes the mask, each on
 * threads of its own; {@code BatchDesk} decides which frames share an inference and which are
 * dropped by their camera's {@link dev.weir.stream.Freshness}. {@code HandOff} keeps the frames
 * that are under way in order and gives each {@code Outcome} to {@code HandOn}, which sends the
 * mask to Kafka. Before offsets are committed, what is under way is waited for: {@code
 * StreamsInternals} knows how. {@link dev.weir.stream.DeadLetters} takes what is broken.
 */
@NullMarked
package dev.weir.stream;

import org.jspecify.annotations.NullMarked;
