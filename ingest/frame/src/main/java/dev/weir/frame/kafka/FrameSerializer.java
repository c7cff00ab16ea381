package dev.weir.frame.kafka;

import dev.weir.frame.Frame;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Turns a {@link Frame} into a record's value and CloudEvents headers. Thread-safe. */
public final class FrameSerializer implements Serializer<Frame> {
  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Frame frame) {
    if (frame == null) {
      return null;
    }
    return CloudEventWriter.write(
        topic,
        headers,
        CloudEventBuilder.v1()
            .withId(frame.id().toString())
            .withSource(URI.create("/cameras/" + frame.id().camera()))
            .withType(FrameTopic.TYPE)
            .withTime(frame.captureTime().atOffset(ZoneOffset.UTC))
            .withDataContentType(frame.encoding().mediaType())
            .withExtension("sequence", Long.toString(frame.id().sequence()))
            .withExtension("width", Integer.toString(frame.width()))
            .withExtension("height", Integer.toString(frame.height()))
            .withData(frame.data())
            .build(),
        frame.traceparent());
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable Frame frame) {
    return serialize(topic, new RecordHeaders(), frame);
  }
}
