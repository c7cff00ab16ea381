/**
 * Turns frames into masks on its own threads, without Kafka.
 *
 * <p>{@link SegmentationPipeline} decodes, segments and encodes. {@code BatchScheduler} decides
 * which frames share an inference, when a batch runs, and which frames are dropped under overload.
 * A {@link FrameJob} goes in; its {@link Outcome} comes out. Used by {@link dev.weir.stream}.
 */
@NullMarked
package dev.weir.stream.pipeline;

import org.jspecify.annotations.NullMarked;
