package dev.weir.capture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response that goes on and on. One thread reads; any thread may close it, which ends a
 * read in progress.
 */
final class HttpStream implements AutoCloseable {
  // One for all cameras, as it owns a selector thread. HTTP/1.1: cameras stumble over an upgrade.
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private final int status;
  private final String contentType;
  private final HttpBody body;

  private HttpStream(HttpResponse<HttpBody> response) {
    status = response.statusCode();
    contentType = response.headers().firstValue("Content-Type").orElse("");
    body = response.body();
  }

  /**
   * Sends a GET and waits for the response's headers.
   *
   * @param url user and password in it are sent as Basic authentication
   * @throws HttpTimeoutException if they do not come in time
   * @throws IOException if the server cannot be reached or is none
   * @throws IllegalArgumentException if Java's client does not take such a URL
   */
  static HttpStream open(URI url, Duration deadline) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).header("User-Agent", "Weir");
    String user = url.getUserInfo();
    if (user != null) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    CompletableFuture<HttpResponse<HttpBody>> response =
        CLIENT.sendAsync(request.build(), headers -> new HttpBody());
    try {
      return new HttpStream(response.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new HttpTimeoutException("no response");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  int status() {
    return status;
  }

  /** As sent, with its parameters; empty if the server does not say. */
  String contentType() {
    return contentType;
  }

  /**
   * Bytes that have arrived, at least one, or null at the end and after {@link #close()}. They are
   * taken by reading from the buffer.
   *
   * @param deadline by {@link System#nanoTime()}
   * @throws HttpTimeoutException at the deadline
   * @throws IOException if the connection broke
   */
  @Nullable ByteBuffer read(long deadline) throws IOException {
    return body.read(deadline);
  }

  @Override
  public void close() {
    body.cancel();
  }
}
