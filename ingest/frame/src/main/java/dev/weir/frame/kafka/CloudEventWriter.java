package dev.weir.frame.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Writes one CloudEvent as a record: value plain, everything else in headers (binary mode). */
public final class CloudEventWriter {
  private static final CloudEventSerializer SERIALIZER = new CloudEventSerializer();

  private CloudEventWriter() {}

  /**
   * Fills {@code headers} and returns the value. Kafka Streams hands a child record its parent's
   * headers; whatever CloudEvent stood there before is replaced, other headers stay.
   *
   * @param traceparent W3C trace context, or null for none
   */
  public static byte[] write(
      String topic, Headers headers, CloudEvent event, @Nullable String traceparent) {
    List<String> stale = new ArrayList<>();
    for (Header header : headers) {
      String key = header.key();
      if (key.startsWith("ce_")
          || key.equals("content-type")
          || key.equals(CloudEventReader.TRACEPARENT)) {
        stale.add(key);
      }
    }
    stale.forEach(headers::remove);
    byte[] value = SERIALIZER.serialize(topic, headers, event);
    if (traceparent != null) {
      headers.add(CloudEventReader.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
    }
    return value;
  }
}
