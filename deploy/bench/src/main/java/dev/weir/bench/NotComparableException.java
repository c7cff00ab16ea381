package dev.weir.bench;

/** A model or a runtime that a comparison cannot take; the message says why and what to do. */
public final class NotComparableException extends RuntimeException {
  NotComparableException(String message) {
    super(message);
  }

  NotComparableException(String message, Throwable cause) {
    super(message, cause);
  }
}
