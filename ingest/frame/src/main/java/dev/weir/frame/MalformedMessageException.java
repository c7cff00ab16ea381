package dev.weir.frame;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A record violates its contract: a header is missing, is unreadable, or contradicts the value. The
 * message names the header or value, what was expected, and what came. It is a {@link
 * SerializationException}, so Kafka Streams passes it to its deserialization handler, and a plain
 * consumer sees a familiar type.
 */
public final class MalformedMessageException extends SerializationException {
  public MalformedMessageException(@Nullable String message) {
    super(message);
  }

  public MalformedMessageException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}
