package dev.weir.broker;

/** Thrown if a broker cannot start; the message gives the reason and the fix. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message gives the reason and the fix. */
  public BrokerException(String message) {
    super(message);
  }

  /** Creates the exception with its cause. */
  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
