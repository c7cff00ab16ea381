package dev.weir.frame;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A record violates its contract: a header is missing, is unreadable, or contradicts the value. The
 * message names the header or value, what was expected, and what came. It has {@value #MAX_LENGTH}
 * characters at most, since a header can have millions, which no log should repeat. It is a {@link
 * SerializationException}, so Kafka Streams passes it to its deserialization handler, and a plain
 * consumer sees a familiar type.
 */
public final class MalformedMessageException extends SerializationException {
  private static final int MAX_LENGTH = 1000;

  public MalformedMessageException(@Nullable String message) {
    super(shown(message));
  }

  public MalformedMessageException(@Nullable String message, Throwable cause) {
    super(shown(message), cause);
  }

  private static @Nullable String shown(@Nullable String message) {
    if (message == null) {
      return null;
    }
    return Redactor.printable(
        message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH - 3) + "...");
  }
}
