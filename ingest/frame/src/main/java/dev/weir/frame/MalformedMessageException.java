package dev.weir.frame;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A record does not keep its contract: a header is missing, unreadable or contradicts the value.
 * The message names the part, what was expected and what came. A {@link SerializationException}, so
 * that Kafka Streams hands it to its deserialization handler, and a plain consumer sees what it
 * knows.
 */
public final class MalformedMessageException extends SerializationException {
  public MalformedMessageException(@Nullable String message) {
    super(message);
  }

  public MalformedMessageException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}
