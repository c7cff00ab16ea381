/**
 * The frame contract: what is on the topic {@code weir.frames}, and what every stage shares.
 *
 * <p>A {@link Frame} is one encoded image of one camera and what is known about it. A {@link
 * FrameId} names it (camera, session, sequence number), and a {@link FrameRef} says where it is in
 * Kafka. {@link ImageHeader} reads format and size from the first bytes, so that nobody decodes an
 * image that claims too many pixels.
 *
 * <p>Open to every stage. Knows no Kafka; {@link dev.weir.frame.kafka} does.
 */
@NullMarked
package dev.weir.frame;

import org.jspecify.annotations.NullMarked;
