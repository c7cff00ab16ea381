/**
 * From frame to mask, on threads of its own and without Kafka.
 *
 * <p>{@link SegmentationPipeline} decodes, segments and encodes. {@code BatchScheduler} decides
 * which frames share an inference, when a batch leaves, and which frames are dropped under
 * overload. A {@link FrameJob} goes in; its {@link Outcome} comes out. Entered by {@link
 * dev.weir.stream}.
 */
@NullMarked
package dev.weir.stream.pipeline;

import org.jspecify.annotations.NullMarked;
