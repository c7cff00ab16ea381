package dev.weir.capture.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves a host name before FFmpeg does. The system's lookup cannot be interrupted, so a silent
 * name server would delay an open past its deadline.
 */
public final class HostLookup {
  // scheme://[user[:password]@]host[:port]
  private static final Pattern HOST =
      Pattern.compile("[^:]+://(?:[^/]*@)?(\\[[^\\]]+\\]|[^:/?#]+).*", Pattern.DOTALL);

  private HostLookup() {}

  /**
   * Returns if the host has an address.
   *
   * @throws SourceException not permanent, if the host has no address or the deadline has passed
   */
  public static void check(SourceUrl url, Duration deadline) throws SourceException {
    Matcher m = HOST.matcher(url.target());
    if (!m.matches()) {
      throw SourceException.permanent(
          "%s: no host, expected scheme://host[:port]/path".formatted(url.shown()));
    }
    String host = m.group(1);
    // A slash in a password makes the host end too early: it is then a part of the password.
    String named = url.shown().contains(host) ? "host " + host : "its host";
    FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(host));
    // A separate thread, which is abandoned if the lookup hangs.
    Thread thread = new Thread(lookup, "weir-lookup");
    thread.setDaemon(true);
    thread.start();
    try {
      lookup.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw SourceException.passing(
          "%s: no address for %s within %.1f s, expected one; is the name server reachable?"
              .formatted(url.shown(), named, deadline.toMillis() / 1000.0));
    } catch (ExecutionException e) {
      boolean unknown = e.getCause() instanceof UnknownHostException;
      throw SourceException.passing(
          "%s: %s %s, expected one with an address; check its name, or write its address"
              .formatted(url.shown(), unknown ? "unknown" : "cannot look up", named));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SourceException.passing(url.shown() + ": interrupted while it was opened").causedBy(e);
    }
  }
}
