package dev.weir.dashboard;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restricts access to the cameras to the dashboard's own page. A page of another site, open in a
 * browser on this machine, can reach whatever this machine can reach. Each rule blocks one attack:
 *
 * <ol>
 *   <li>{@code Host}: an attacker can point their own host name at 127.0.0.1 (DNS rebinding). The
 *       browser then treats the attacker's page and ours as one site, but still sends the
 *       attacker's name. While the server listens on loopback only, it refuses every name except
 *       this machine's and those of the allowed origins. If other machines may connect, their names
 *       for this machine are unknown, and this rule does not apply.
 *   <li>{@code Origin}: scripts and WebSockets of another site send the origin of their page. It
 *       must match the request's own host and port, or be an allowed origin.
 *   <li>{@code Sec-Fetch-Site}: images, frames and scripts of another site's page send no origin,
 *       but the browser marks the request as cross-site. Links to the dashboard are allowed. A
 *       WebSocket always has an origin, and the origin decides: some browsers call a WebSocket
 *       cross-site because its scheme differs from the page's.
 * </ol>
 *
 * <p>{@code X-Forwarded-Host} and {@code Forwarded} are ignored: any client can send them.
 * Thread-safe.
 */
final class OriginGuard {
  private static final Logger LOG = LoggerFactory.getLogger(OriginGuard.class);
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final int MOST_LOGGED = 20;

  private final boolean loopback;
  private final Set<String> names;
  private final Set<WebOrigin> allowed;
  private final Set<WebOrigin> logged = Collections.synchronizedSet(new HashSet<>());

  /** Creates the guard for a server that listens on {@code address}. */
  OriginGuard(String address, Set<WebOrigin> allowed) {
    this.loopback = isLoopback(address);
    this.allowed = Set.copyOf(allowed);
    String own = address.toLowerCase(Locale.ROOT);
    this.names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
    names.add(own.contains(":") ? "[" + own + "]" : own);
    allowed.forEach(origin -> names.add(origin.host()));
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // the server cannot listen there either
    }
  }

  /**
   * Allows a request for one of the page's own files. These files show no camera, so their origin
   * does not matter: a page that may not watch can still load its scripts and explain why.
   *
   * @throws ForbiddenResponse if the request may come from another site's page
   */
  void requireFile(Context request) {
    requireHost(request);
    requireSite(request);
  }

  /**
   * Allows an HTTP request.
   *
   * @throws ForbiddenResponse if the request may come from another site's page
   */
  void requireRequest(Context request) {
    requireHost(request);
    requireOrigin(request);
    requireSite(request);
  }

  /**
   * Allows a WebSocket request.
   *
   * @throws ForbiddenResponse if the request may come from another site's page
   */
  void requireSocket(Context request) {
    requireHost(request);
    if (!requireOrigin(request)) {
      requireSite(request);
    }
  }

  /**
   * Returns whether a page at this origin may open a WebSocket here.
   *
   * @param request a request of that page; its host is the same as the WebSocket's
   * @param origin the page's {@code location.origin}
   */
  boolean mayWatch(Context request, String origin) {
    return isOwnOrigin(WebOrigin.ofHeader(origin), request.header("Host"));
  }

  /** Returns the advice for a refused page at this address. */
  static String advice(String origin) {
    return WebOrigin.ofHeader(origin)
        .map(
            known ->
                "if a proxy serves this dashboard at %s, start it with --allowed-origin %s"
                    .formatted(known, known))
        .orElse("open the dashboard at an http or https address");
  }

  private void requireHost(Context request) {
    String host = request.header("Host");
    if (!loopback) {
      return;
    }
    String name = WebOrigin.hostName(host);
    if (name == null || !names.contains(name)) {
      throw new ForbiddenResponse(
          ("this dashboard answers only requests to localhost, not to '%s'. If a proxy"
                  + " serves it there, start it with --allowed-origin and the address that the"
                  + " browser shows, such as https://%s; --host 0.0.0.0 lets other machines connect")
              .formatted(host, name == null ? "wall.example" : name));
    }
  }

  /**
   * Returns whether the request has an origin.
   *
   * @throws ForbiddenResponse if the origin is not allowed
   */
  private boolean requireOrigin(Context request) {
    List<String> origins = Collections.list(request.req().getHeaders("Origin"));
    if (origins.isEmpty()) {
      return false;
    }
    String origin = String.join(", ", origins); // several origins are not a valid one
    String host = request.header("Host");
    Optional<WebOrigin> named = WebOrigin.ofHeader(origin);
    if (!isOwnOrigin(named, host)) {
      named.ifPresent(known -> log(known, host));
      throw new ForbiddenResponse(
          "a page at '%s' may not show the cameras: %s".formatted(origin, advice(origin)));
    }
    return true;
  }

  private boolean isOwnOrigin(Optional<WebOrigin> origin, @Nullable String host) {
    return origin.map(o -> allowed.contains(o) || o.isServedAt(host)).orElse(false);
  }

  private void log(WebOrigin origin, @Nullable String host) {
    if (logged.size() < MOST_LOGGED && logged.add(origin)) {
      LOG.warn("page refused: origin={} host={} advice=\"{}\"", origin, host, advice("" + origin));
    }
  }

  private static void requireSite(Context request) {
    String site = request.header("Sec-Fetch-Site");
    if (site == null || OWN_SITE.contains(site)) {
      return;
    }
    boolean link =
        "navigate".equals(request.header("Sec-Fetch-Mode"))
            && "document".equals(request.header("Sec-Fetch-Dest"))
            && Set.of("GET", "HEAD").contains(request.req().getMethod());
    if (!link) {
      throw new ForbiddenResponse(
          "another site's page may not embed this (Sec-Fetch-Site: %s); open it in its own tab"
              .formatted(site));
    }
  }
}
