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
 * Shows the cameras to the dashboard's own page only. A page of another site, open in a browser of
 * this machine, reaches whatever this machine reaches. Each rule stops one way:
 *
 * <ol>
 *   <li>{@code Host}: an attacker can point a host name of theirs at 127.0.0.1 (DNS rebinding). The
 *       browser then takes the attacker's page and ours for one site, but it still sends the
 *       attacker's name. While only this machine can connect, other names than this machine's and
 *       those of the allowed origins are refused. If others may connect, their names for this
 *       machine are not known here, and this rule does not apply.
 *   <li>{@code Origin}: scripts of another site, and WebSockets, name the page that they run in. It
 *       must be the place that the request goes to, or an allowed origin.
 *   <li>{@code Sec-Fetch-Site}: images, frames and scripts of another site's page name no origin,
 *       but the browser says that the page is foreign. Links to the dashboard may be followed. A
 *       WebSocket always has an origin, and that decides; some browsers call a WebSocket cross-site
 *       because its scheme is not that of the page.
 * </ol>
 *
 * <p>{@code X-Forwarded-Host} and {@code Forwarded} are not read: whoever can connect can send
 * them. Thread-safe.
 */
final class OriginGuard {
  private static final Logger LOG = LoggerFactory.getLogger(OriginGuard.class);
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final int MOST_LOGGED = 20;

  private final boolean loopback;
  private final Set<String> names;
  private final Set<WebOrigin> allowed;
  private final Set<WebOrigin> logged = Collections.synchronizedSet(new HashSet<>());

  /** For a server that listens on {@code address}. */
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
      return false; // and nobody can listen there
    }
  }

  /**
   * Lets a request for one of the page's own files through. They show no camera, so their origin
   * does not count: a page that may not watch can still load its scripts, and say why.
   *
   * @throws ForbiddenResponse if it may come from another site's page
   */
  void requireFile(Context request) {
    requireHost(request);
    requireSite(request);
  }

  /**
   * Lets an HTTP request through.
   *
   * @throws ForbiddenResponse if it may come from another site's page
   */
  void requireRequest(Context request) {
    requireHost(request);
    requireOrigin(request);
    requireSite(request);
  }

  /**
   * Lets the request for a WebSocket through.
   *
   * @throws ForbiddenResponse if it may come from another site's page
   */
  void requireSocket(Context request) {
    requireHost(request);
    if (!requireOrigin(request)) {
      requireSite(request);
    }
  }

  /**
   * Whether a page at this origin may open a WebSocket here.
   *
   * @param request a request of that page, which names the host as its WebSocket would
   * @param origin the page's {@code location.origin}
   */
  boolean mayWatch(Context request, String origin) {
    return isOwnOrigin(WebOrigin.ofHeader(origin), request.header("Host"));
  }

  /** What to do for a page at this address that is refused. */
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
          ("this dashboard answers this machine only, as localhost, and not as '%s'. If a proxy"
                  + " serves it there, start it with --allowed-origin and the address that the"
                  + " browser shows, such as https://%s; --host 0.0.0.0 lets other machines connect")
              .formatted(host, name == null ? "wall.example" : name));
    }
  }

  /** Returns whether the request names an origin, and that is one of ours. */
  private boolean requireOrigin(Context request) {
    List<String> origins = Collections.list(request.req().getHeaders("Origin"));
    if (origins.isEmpty()) {
      return false;
    }
    String origin = String.join(", ", origins); // more than one is none
    String host = request.header("Host");
    Optional<WebOrigin> named = WebOrigin.ofHeader(origin);
    if (!isOwnOrigin(named, host)) {
      named.ifPresent(known -> log(known, host));
      throw new ForbiddenResponse(
          "a page of '%s' may not watch: %s".formatted(origin, advice(origin)));
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
          "another site's page may not show this (Sec-Fetch-Site: %s); open it in a tab of its own"
              .formatted(site));
    }
  }
}
