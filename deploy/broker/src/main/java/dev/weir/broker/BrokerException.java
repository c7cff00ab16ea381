package dev.weir.broker;

/** A broker cannot start; the message says why and what to do. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what to do. */
  public BrokerException(String message) {
    super(message);
  }

  /** With the cause. */
  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
