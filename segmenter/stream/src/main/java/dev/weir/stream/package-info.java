/**
 * The segmenter as a Kafka Streams application.
 *
 * <p>{@link dev.weir.stream.SegmenterStage} starts and stops it. {@code SegmenterTopology} is all
 * of it on one screen: frames in, {@code SegmentProcessor}, masks out. The processor asks a {@link
 * dev.weir.stream.SegmentationEngine}; {@link dev.weir.stream.DeadLetters} takes what is broken.
 */
@NullMarked
package dev.weir.stream;

import org.jspecify.annotations.NullMarked;
