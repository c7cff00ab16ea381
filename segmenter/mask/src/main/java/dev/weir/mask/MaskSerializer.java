package dev.weir.mask;

import dev.weir.frame.kafka.CloudEventWriter;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Mask} as a record value and CloudEvents headers. Thread-safe. */
public final class MaskSerializer implements Serializer<Mask> {
  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Mask mask) {
    if (mask == null) {
      return null;
    }
    return CloudEventWriter.write(
        topic,
        headers,
        CloudEventBuilder.v1()
            .withId(mask.id().toString())
            .withSource(URI.create("/cameras/" + mask.id().camera() + "/masks"))
            .withType(MaskTopic.TYPE)
            .withTime(mask.timing().captured().atOffset(ZoneOffset.UTC))
            .withDataContentType(mask.encoding().mediaType())
            .withExtension("sequence", Long.toString(mask.id().sequence()))
            .withExtension("width", Integer.toString(mask.width()))
            .withExtension("height", Integer.toString(mask.height()))
            .withExtension("frameref", mask.frameRef().toString())
            .withExtension("model", mask.model())
            .withExtension("receivedtime", mask.timing().received().toString())
            .withExtension("maskedtime", mask.timing().masked().toString())
            .withData(mask.data())
            .build(),
        mask.traceparent());
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable Mask mask) {
    return serialize(topic, new RecordHeaders(), mask);
  }
}
