package dev.weir.zoo.weights;

/** Weights cannot be read or do not fit the network; the message says what to do. */
public final class WeightsException extends IllegalArgumentException {
  /** With what is wrong, what was expected, and what to do. */
  public WeightsException(String message) {
    super(message);
  }

  /** With the cause. */
  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
