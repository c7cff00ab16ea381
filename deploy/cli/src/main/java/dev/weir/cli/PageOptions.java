package dev.weir.cli;

import picocli.CommandLine.Option;

/** Where the page is served. */
final class PageOptions {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of the dashboard; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "localhost",
      description =
          "Address the dashboard listens on; 0.0.0.0 lets others see it (default: ${DEFAULT-VALUE}).")
  private String host = "localhost";

  int port() {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port %d: expected 0 to 65535".formatted(port));
    }
    return port;
  }

  String host() {
    return host;
  }
}
