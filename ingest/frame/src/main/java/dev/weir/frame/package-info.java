/**
 * The frame contract: the content of the topic {@code weir.frames}, and the types that every stage
 * shares.
 *
 * <p>A {@link Frame} is one encoded image of one camera with its metadata. A {@link FrameId} names
 * it (camera, session, sequence number), and a {@link FrameRef} is its position in Kafka. {@link
 * ImageHeader} reads format and size from the first bytes, so that no stage decodes an image that
 * claims too many pixels.
 *
 * <p>Open to every stage. Does not depend on Kafka; {@link dev.weir.frame.kafka} does.
 */
@NullMarked
package dev.weir.frame;

import org.jspecify.annotations.NullMarked;
