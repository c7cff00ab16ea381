package dev.weir.frame.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes one CloudEvent as a record in binary mode: the value is the data, and everything else goes
 * into headers.
 */
public final class CloudEventWriter {
  private static final CloudEventSerializer SERIALIZER = new CloudEventSerializer();

  private CloudEventWriter() {}

  /**
   * Fills {@code headers} and returns the value. Kafka Streams copies a parent record's headers to
   * its children. Headers of an earlier CloudEvent are replaced; other headers stay.
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
