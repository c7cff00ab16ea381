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
 * The headers that tell a browser how little the page needs and who may use it, on every response.
 * They hold where the browser sends no {@code Sec-Fetch-Site} too, as it does over plain HTTP to
 * another machine. Immutable.
 */
final class ResponseHeaders extends ErrorHandler implements HttpConfiguration.Customizer {
  /** The page's own files, its own WebSocket, and nothing inline. */
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

  /** Name to value. */
  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.of(
              "Content-Security-Policy", CONTENT_SECURITY_POLICY,
              "X-Content-Type-Options", "nosniff",
              // For browsers that do not know frame-ancestors.
              "X-Frame-Options", "SAMEORIGIN",
              "Referrer-Policy", "same-origin",
              "Cross-Origin-Resource-Policy", "same-origin",
              "Permissions-Policy", "camera=(), microphone=(), geolocation=()"));

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    ALL.forEach(headers::put);
    return request;
  }

  /** Jetty's own errors, such as a malformed request, come before {@link #customize}. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ALL.forEach(response.getHeaders()::put);
    return super.handle(request, response, callback);
  }
}
