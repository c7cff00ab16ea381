package dev.weir.cli.stages;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.cli.shell.StopSignal;
import dev.weir.cli.shell.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir broker}: a single Kafka broker for trying Weir. */
@Command(
    name = "broker",
    description = "Run one Kafka broker (KRaft) in this process: for trials, not for production.",
    footer = {"", "Example:", "  weir broker --port 9092 --data /var/tmp/weir"})
public final class BrokerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port for clients; 0 picks a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the topics in this directory (default: delete them when the broker stops).")
  private @Nullable Path data;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port %d: expected 0 to 65535".formatted(port));
    }
    try (StopSignal stop = StopSignal.onSignal();
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(port, data))) {
      spec.commandLine().getOut().println("broker=" + broker.bootstrap() + " (Ctrl-C stops it)");
      while (!stop.await(Duration.ofDays(1))) {
        // until a stop is requested
      }
    }
    return 0;
  }
}
