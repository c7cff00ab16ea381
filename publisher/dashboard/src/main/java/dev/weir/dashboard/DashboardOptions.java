package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import dev.weir.mask.ModelClasses;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How the dashboard is served.
 *
 * @param host address to listen on; loopback unless others are meant to see it; on loopback only
 *     requests to {@code localhost} or a loopback address are answered
 * @param port 0 takes a free one
 * @param classes names and colours of the masks' classes, by model
 * @param figures further figures of a camera by name, such as a score; asked twice a second
 */
public record DashboardOptions(
    String host, int port, ModelClasses classes, Function<CameraId, Map<String, Double>> figures) {
  public DashboardOptions {
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
