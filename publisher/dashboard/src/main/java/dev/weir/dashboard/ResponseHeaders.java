package dev.weir.dashboard;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Security headers of every response. They tell the browser what the page may load and who may use
 * it. They also apply where the browser sends no {@code Sec-Fetch-Site}, such as plain HTTP to
 * another machine. Immutable.
 */
final class ResponseHeaders extends ErrorHandler implements HttpConfiguration.Customizer {
  /** Allows only the page's own files and WebSocket, and nothing inline. */
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'self'");

  /** Header name to value. */
  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.of(
              "Content-Security-Policy", CONTENT_SECURITY_POLICY,
              "X-Content-Type-Options", "nosniff",
              // For browsers without frame-ancestors support.
              "X-Frame-Options", "SAMEORIGIN",
              "Referrer-Policy", "same-origin",
              "Cross-Origin-Resource-Policy", "same-origin",
              "Permissions-Policy", "camera=(), microphone=(), geolocation=()"));

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    ALL.forEach(headers::put);
    return request;
  }

  /**
   * Jetty's own errors, such as for a malformed request, are sent before {@link #customize} runs.
   */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ALL.forEach(response.getHeaders()::put);
    return super.handle(request, response, callback);
  }
}
