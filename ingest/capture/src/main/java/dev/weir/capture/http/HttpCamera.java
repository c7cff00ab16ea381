package dev.weir.capture.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.ContextBuilder;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client for one camera: its connection and its credentials. The server is not trusted: the
 * size of its headers is limited, each wait has a deadline, and {@link #close()} closes the
 * connection in any state.
 *
 * <p>One thread sends requests and reads. Any thread may close, which ends a wait in progress.
 */
public final class HttpCamera implements AutoCloseable {
  private static final int MAX_LINE = 8192;
  private static final int MAX_HEADERS = 100;
  private static final long CHECK_MILLIS = 20;

  private static final Pattern URL =
      Pattern.compile(
          "(https?)://(?:([^/?#]*)@)?(\\[[^\\]]*]|[^:/?#]*)(?::(\\d*))?([^#]*)(?:#.*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  // One thread for all cameras. It only compares times and closes overdue connections.
  private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

  private final CloseableHttpClient client;
  private final HttpHost host;
  private final String path;
  private final @Nullable UsernamePasswordCredentials user;
  private final ScheduledFuture<?> check;
  private HttpClientContext context;
  private volatile @Nullable HttpGet request;
  private volatile long deadline;
  private volatile boolean waiting;
  private volatile boolean late;
  private volatile boolean closed;

  /**
   * Creates a client without connecting.
   *
   * @throws IllegalArgumentException if the URL is not an HTTP URL
   */
  public HttpCamera(String url) {
    Matcher m = URL.matcher(url);
    if (!m.matches() || m.group(3).isEmpty()) {
      throw new IllegalArgumentException("expected http://host[:port]/path");
    }
    String port = m.group(4);
    host =
        new HttpHost(
            m.group(1).toLowerCase(Locale.ROOT),
            m.group(3),
            port == null || port.isEmpty() ? -1 : Integer.parseInt(port));
    path = m.group(5).startsWith("/") ? m.group(5) : "/" + m.group(5);
    user = m.group(2) == null ? null : user(m.group(2));
    client = client();
    context =
        user == null
            ? ContextBuilder.create().build()
            : ContextBuilder.create().preemptiveBasicAuth(host, user).build();
    check =
        DEADLINES.scheduleWithFixedDelay(
            this::endOverdue, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor deadlines() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "weir-http-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  private static UsernamePasswordCredentials user(String info) {
    int colon = info.indexOf(':');
    String name = colon < 0 ? info : info.substring(0, colon);
    String password = colon < 0 ? "" : info.substring(colon + 1);
    return new UsernamePasswordCredentials(decoded(name), decoded(password).toCharArray());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static CloseableHttpClient client() {
    ManagedHttpClientConnectionFactory bounded =
        ManagedHttpClientConnectionFactory.builder()
            .http1Config(
                Http1Config.custom()
                    .setMaxLineLength(MAX_LINE)
                    .setMaxHeaderCount(MAX_HEADERS)
                    .build())
            .build();
    // Deadlines limit all times, so the client's own timeouts are disabled.
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setConnectionFactory(bounded)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.DISABLED)
                        .setSocketTimeout(Timeout.DISABLED)
                        // Many cameras close a connection without announcing it.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.DISABLED).build())
        .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
        .setUserAgent("Weir")
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .build();
  }

  /**
   * Sends a GET request and waits for the response's headers. User and password are sent as Basic
   * authentication, or as Digest if the server asks for it.
   *
   * @param time limit for the whole request
   * @throws HttpTimeoutException if the headers do not arrive in time
   * @throws IOException if the server cannot be reached or does not speak HTTP
   */
  public HttpStream get(Duration time) throws IOException {
    return get(null, time);
  }

  /**
   * Like {@link #get(Duration)}, for a range of bytes. A server may ignore the range: it then
   * answers with status {@link HttpStream#OK} instead of {@link HttpStream#PARTIAL}.
   *
   * @param first offset of the first byte
   * @param last offset of the last byte
   */
  public HttpStream get(long first, long last, Duration time) throws IOException {
    return get("bytes=%d-%d".formatted(first, last), time);
  }

  private HttpStream get(@Nullable String range, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    ClassicHttpResponse response = send(range, end);
    UsernamePasswordCredentials known = user;
    if (known != null && wantsDigest(response)) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(new AuthScope(host), known);
      context = ContextBuilder.create().useCredentialsProvider(credentials).build();
      abort(); // the body of the refusal is not read
      response = send(range, end);
    }
    return new HttpStream(this, response);
  }

  private static boolean wantsDigest(ClassicHttpResponse response) {
    if (response.getCode() != HttpStatus.SC_UNAUTHORIZED) {
      return false;
    }
    for (Header header : response.getHeaders(HttpHeaders.WWW_AUTHENTICATE)) {
      if (header.getValue() != null
          && header.getValue().strip().regionMatches(true, 0, "Digest", 0, 6)) {
        return true;
      }
    }
    return false;
  }

  private ClassicHttpResponse send(@Nullable String range, long end) throws IOException {
    HttpGet get = new HttpGet(URI.create("/"));
    get.setScheme(host.getSchemeName());
    get.setAuthority(new URIAuthority(host));
    get.setPath(path);
    if (range != null) {
      get.setHeader(HttpHeaders.RANGE, range);
    }
    request = get;
    return waiting(end, () -> client.executeOpen(host, get, context));
  }

  /** An operation that waits for the server. */
  @FunctionalInterface
  interface Wait<T> {
    T get() throws IOException;
  }

  /**
   * Runs an operation with a deadline.
   *
   * @param end by {@link System#nanoTime()}
   * @throws HttpTimeoutException at the deadline
   */
  <T> T waiting(long end, Wait<T> wait) throws IOException {
    deadline = end;
    late = false;
    waiting = true;
    if (closed) {
      throw new IOException("closed");
    }
    try {
      return wait.get();
    } catch (IOException | RuntimeException e) {
      // The connection may also be closed between two waits, just after the first one ended.
      if (late || System.nanoTime() - end >= 0) {
        throw new HttpTimeoutException("silent");
      }
      throw e;
    } finally {
      waiting = false;
    }
  }

  private void endOverdue() {
    if (waiting && !late && System.nanoTime() - deadline >= 0) {
      late = true;
      abort();
    }
  }

  /** Ends the last request. */
  void abort() {
    HttpGet current = request;
    if (current != null) {
      current.abort();
    }
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    check.cancel(false);
    abort();
    client.close(CloseMode.IMMEDIATE);
  }
}
