package dev.weir.bench;

/**
 * Thrown for a model or runtime that cannot be compared; the message gives the reason and the fix.
 */
public final class NotComparableException extends RuntimeException {
  NotComparableException(String message) {
    super(message);
  }

  NotComparableException(String message, Throwable cause) {
    super(message, cause);
  }
}
