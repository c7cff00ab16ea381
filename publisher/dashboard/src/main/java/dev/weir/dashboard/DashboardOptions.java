package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import dev.weir.mask.ModelClasses;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Options of the dashboard server.
 *
 * @param host address to listen on. Use loopback unless other machines should see the page. On
 *     loopback, only requests to {@code localhost}, a loopback address or the host of an allowed
 *     origin are answered
 * @param port port to listen on; 0 picks a free one
 * @param allowedOrigins origins at which browsers open the page, if they differ from the host and
 *     port of the requests (behind a proxy)
 * @param classes names and colors of the masks' classes, by model
 * @param figures additional figures of a camera by name, such as a score; read twice a second
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
