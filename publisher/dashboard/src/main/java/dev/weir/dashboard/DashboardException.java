package dev.weir.dashboard;

/** Thrown when the dashboard cannot be served; the message gives the reason and the fix. */
public final class DashboardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with its cause. */
  public DashboardException(String message, Throwable cause) {
    super(message, cause);
  }
}
