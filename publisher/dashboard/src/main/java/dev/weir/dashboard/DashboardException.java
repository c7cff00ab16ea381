package dev.weir.dashboard;

/** A dashboard that cannot be served; the message says why and what to do. */
public final class DashboardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the cause. */
  public DashboardException(String message, Throwable cause) {
    super(message, cause);
  }
}
