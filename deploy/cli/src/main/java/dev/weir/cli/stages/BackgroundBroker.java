package dev.weir.cli.stages;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A broker that starts while something else goes on: it takes seconds, and so does opening a model.
 * Closing waits for the start and closes what it gave.
 */
final class BackgroundBroker implements AutoCloseable {
  private final CompletableFuture<EmbeddedBroker> started;

  private BackgroundBroker(CompletableFuture<EmbeddedBroker> started) {
    this.started = started;
  }

  static BackgroundBroker start(BrokerOptions options) {
    return new BackgroundBroker(CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(options)));
  }

  /**
   * Where clients connect, once they can.
   *
   * @throws dev.weir.broker.BrokerException if it did not start
   * @throws InterruptedException if interrupted while waiting; it goes on starting, until closed
   */
  String bootstrap() throws InterruptedException {
    try {
      return started.get().bootstrap();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the broker does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    started
        .handle(
            (broker, failure) -> {
              if (broker != null) {
                broker.close();
              }
              return true;
            })
        .join();
  }
}
