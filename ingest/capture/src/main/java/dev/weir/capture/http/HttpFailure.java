package dev.weir.capture.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Explains failed requests. */
public final class HttpFailure {
  private HttpFailure() {}

  /** Returns why a request failed, in our own words. Text from the server is not repeated. */
  public static String reason(IOException e) {
    if (e instanceof NoRouteToHostException) {
      return "no route to host";
    }
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    if (e instanceof NoHttpResponseException) {
      return "the server closed the connection without an answer";
    }
    if (e instanceof ClientProtocolException || e instanceof MessageConstraintException) {
      return "the answer is not HTTP";
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof SSLException ? "TLS: " + message : message;
  }
}
