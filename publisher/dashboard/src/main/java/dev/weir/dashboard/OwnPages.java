package dev.weir.dashboard;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody see the cameras but the page's own visitors. A page of somebody else's, open in a
 * browser of this machine, reaches whatever this machine reaches:
 *
 * <ol>
 *   <li>Its requests name another origin than ours, and are refused.
 *   <li>Its host's name may be made to mean 127.0.0.1 (DNS rebinding): then the browser holds ours
 *       for its own origin, but still calls it by that name. So while only this machine can
 *       connect, requests that call us by a name which is not this machine's are refused too.
 * </ol>
 *
 * <p>Where others may connect, by what name they do is not known here, and only the first rule
 * holds. Immutable.
 */
final class OwnPages {
  private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*]|[^:]*)(:[0-9]*)?");

  private final boolean loopback;
  private final Set<String> names;

  /** For a server that listens on {@code address}. */
  OwnPages(String address) {
    this.loopback = isLoopback(address);
    String own = address.toLowerCase(Locale.ROOT);
    this.names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
    names.add(own.contains(":") ? "[" + own + "]" : own);
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // and nobody can listen there
    }
  }

  /**
   * Lets a request through.
   *
   * @throws ForbiddenResponse if it may come from somebody else's page
   */
  void require(Context request) {
    String host = request.header("Host");
    if (loopback && !isOurs(host)) {
      throw new ForbiddenResponse(
          "served to this machine alone, as localhost, and not as '%s'; --host 0.0.0.0 serves others"
              .formatted(host));
    }
    String origin = request.header("Origin");
    if (origin != null && !origin.replaceFirst("^https?://", "").equals(host)) {
      throw new ForbiddenResponse("another site's page may not watch: " + origin);
    }
  }

  private boolean isOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    Matcher m = HOST.matcher(host.toLowerCase(Locale.ROOT));
    return m.matches() && names.contains(m.group(1));
  }
}
