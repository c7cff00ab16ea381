package dev.weir.frame;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A record does not keep its contract: a header is missing, unreadable or contradicts the value.
 * The message names the part, what was expected and what came, in {@value #MOST} characters at
 * most, since a record's header may have millions, which no log should repeat. A {@link
 * SerializationException}, so that Kafka Streams hands it to its deserialization handler, and a
 * plain consumer sees what it knows.
 */
public final class MalformedMessageException extends SerializationException {
  private static final int MOST = 1000;

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
        message.length() <= MOST ? message : message.substring(0, MOST - 3) + "...");
  }
}
