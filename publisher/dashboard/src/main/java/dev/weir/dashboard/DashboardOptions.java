package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import dev.weir.mask.ModelClasses;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * How the dashboard is served.
 *
 * @param host address to listen on; loopback unless others are meant to see it; on loopback only
 *     requests to {@code localhost}, a loopback address or the host of an allowed origin are
 *     answered
 * @param port 0 takes a free one
 * @param allowedOrigins where browsers find the page if that is not the host and port of their
 *     requests, as behind a proxy
 * @param classes names and colours of the masks' classes, by model
 * @param figures further figures of a camera by name, such as a score; asked twice a second
 */
public record DashboardOptions(
    String host,
    int port,
    Set<WebOrigin> allowedOrigins,
    ModelClasses classes,
    Function<CameraId, Map<String, Double>> figures) {
  public DashboardOptions {
    allowedOrigins = Set.copyOf(allowedOrigins);
    Objects.requireNonNull(classes);
    Objects.requireNonNull(figures);
    if (host.isBlank()) {
      throw new IllegalArgumentException("dashboard host: expected an address, found nothing");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("dashboard port %d: expected 0 to 65535".formatted(port));
    }
  }
}
