/**
 * How frames travel through Kafka, and the Kafka settings that all stages share.
 *
 * <p>{@link FrameTopic} turns a frame into a record with the camera as its key, so a camera's
 * frames stay in order on one partition. {@link FrameSerializer} writes the image as the record's
 * value and everything else as CloudEvents headers. {@link FrameDeserializer} reads them back and
 * refuses records that contradict themselves. {@link CloudEventReader} and {@link CloudEventWriter}
 * do the same for every other topic. Records that no stage could process go to {@link
 * DeadLetterTopic}.
 *
 * <p>{@link KafkaConnection} holds the client settings of all stages, each with its reason. {@link
 * Topics} creates missing topics. Open to every stage.
 */
@NullMarked
package dev.weir.frame.kafka;

import org.jspecify.annotations.NullMarked;
