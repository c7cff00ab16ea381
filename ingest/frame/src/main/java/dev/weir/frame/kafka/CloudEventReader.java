package dev.weir.frame.kafka;

import dev.weir.frame.EventTime;
import dev.weir.frame.FrameId;
import dev.weir.frame.MalformedMessageException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record as a CloudEvent (1.0, Kafka binding, binary mode), attribute by attribute. Each
 * error is a {@link MalformedMessageException} that names the header. Confined to one thread.
 */
public final class CloudEventReader {
  private static final CloudEventDeserializer DESERIALIZER = new CloudEventDeserializer();

  /**
   * The header for W3C trace context, which has no prefix because tracing libraries look for this
   * name.
   */
  public static final String TRACEPARENT = "traceparent";

  private final CloudEvent event;
  private final Headers headers;

  private CloudEventReader(CloudEvent event, Headers headers) {
    this.event = event;
    this.headers = headers;
  }

  /**
   * Reads a record and checks its type.
   *
   * @param type the only {@code ce_type} that the caller supports, including its version
   * @throws MalformedMessageException if the headers are not a CloudEvent, or one of another type
   */
  public static CloudEventReader read(String topic, Headers headers, byte[] value, String type) {
    CloudEvent event;
    try {
      event = DESERIALIZER.deserialize(topic, headers, value);
    } catch (RuntimeException e) {
      // The library's own exceptions, and others that odd records cause in it: a header without a
      // value causes a NullPointerException.
      throw new MalformedMessageException(
          "record on %s: expected CloudEvents 1.0 headers (ce_specversion, ce_id, ...): %s"
              .formatted(topic, e.getMessage()),
          e);
    }
    if (!type.equals(event.getType())) {
      throw new MalformedMessageException(
          "ce_type: expected %s, found %s; a newer producer needs a newer reader"
              .formatted(type, event.getType()));
    }
    return new CloudEventReader(event, headers);
  }

  /** Returns {@code ce_id} as a frame's identity. */
  public FrameId frameId() {
    return parsed("ce_id", event.getId(), FrameId::parse);
  }

  /** Returns {@code ce_time}, in the range of {@link EventTime}. */
  public Instant time() {
    OffsetDateTime time = event.getTime();
    if (time == null) {
      throw missing("ce_time");
    }
    return inRange("ce_time", time.toInstant());
  }

  /** Returns an extension attribute that is a time, in the range of {@link EventTime}. */
  public Instant time(String extension) {
    return inRange("ce_" + extension, required(extension, Instant::parse));
  }

  /** Checks that {@code ce_sequence} equals the sequence in {@code ce_id}. */
  public void requireSequenceOf(FrameId id) {
    long sequence = required("sequence", Long::valueOf);
    if (sequence != id.sequence()) {
      throw new MalformedMessageException(
          "ce_sequence %d: expected the sequence of ce_id %s".formatted(sequence, id));
    }
  }

  private static Instant inRange(String header, Instant time) {
    try {
      return EventTime.require(header, time);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage(), e);
    }
  }

  /** Returns the {@code content-type} header. */
  public String contentType() {
    String type = event.getDataContentType();
    if (type == null) {
      throw missing("content-type");
    }
    return type;
  }

  /**
   * Returns an extension attribute, parsed by {@code parser}. If that throws, the error names the
   * header.
   */
  public <T> T required(String extension, Function<String, T> parser) {
    Object value = event.getExtension(extension);
    if (value == null) {
      throw missing("ce_" + extension);
    }
    return parsed("ce_" + extension, value.toString(), parser);
  }

  /** Returns a header outside of CloudEvents, or null. */
  public @Nullable String plainHeader(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Returns the record's value. */
  public byte[] data() {
    CloudEventData data = event.getData();
    if (data == null) {
      throw new MalformedMessageException("value: expected media, found none");
    }
    return data.toBytes();
  }

  private static <T> T parsed(String header, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedMessageException(
          "%s '%s': %s".formatted(header, value, e.getMessage()), e);
    }
  }

  private static MalformedMessageException missing(String header) {
    return new MalformedMessageException(header + ": expected this header, found none");
  }
}
