/**
 * The frame contract: what stands on the topic {@code weir.frames}, and what every stage shares.
 *
 * <p>A camera's picture starts as a {@link dev.weir.frame.Frame}: encoded media plus what is known
 * about it. {@link dev.weir.frame.FrameTopic} turns it into a Kafka record keyed by {@link
 * dev.weir.frame.CameraId}, so that a camera's frames stay in order on one partition. {@link
 * dev.weir.frame.FrameSerializer} writes the picture as the plain record value and everything else
 * as CloudEvents headers; {@link dev.weir.frame.FrameDeserializer} reads them back and refuses,
 * with {@link dev.weir.frame.MalformedMessageException}, whatever does not hold together. Before
 * anybody decodes pixels, {@link dev.weir.frame.ImageHeader} says how many there claim to be. Later
 * stages point back at a frame with a {@link dev.weir.frame.FrameRef}; a record that nobody could
 * process lies on {@link dev.weir.frame.DeadTopic}.
 *
 * <p>{@link dev.weir.frame.KafkaConnection} holds the client settings of all stages, each with its
 * reason.
 */
@NullMarked
package dev.weir.frame;

import org.jspecify.annotations.NullMarked;
