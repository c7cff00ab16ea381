package dev.weir.cli.options;

import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.dashboard.WebOrigin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The dashboard's address and allowed origins. */
public final class PageOptions {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the dashboard; 0 picks a free port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "localhost",
      description =
          "Address the dashboard listens on; 0.0.0.0 lets others see it (default: ${DEFAULT-VALUE}).")
  private String host = "localhost";

  @Option(
      names = "--allowed-origin",
      paramLabel = "ORIGIN",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = {
        "Address of the page behind a proxy, as the browser shows it, without the path: "
            + "https://wall.example. Repeatable."
      })
  private List<String> allowedOrigins = new ArrayList<>();

  public int port() {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port %d: expected 0 to 65535".formatted(port));
    }
    return port;
  }

  public Set<WebOrigin> allowedOrigins() {
    Set<WebOrigin> origins = new LinkedHashSet<>();
    for (String origin : allowedOrigins) {
      try {
        origins.add(WebOrigin.parse(origin));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--allowed-origin: " + e.getMessage(), e);
      }
    }
    return origins;
  }

  public String host() {
    return host;
  }
}
