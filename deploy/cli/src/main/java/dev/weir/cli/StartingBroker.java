package dev.weir.cli;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A broker that starts while something else goes on: it takes seconds, and so does opening a model.
 * Closing waits for the start and closes what it gave.
 */
final class StartingBroker implements AutoCloseable {
  private final CompletableFuture<EmbeddedBroker> started;

  private StartingBroker(CompletableFuture<EmbeddedBroker> started) {
    this.started = started;
  }

  static StartingBroker start(BrokerOptions options) {
    return new StartingBroker(CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(options)));
  }

  /**
   * Where clients connect, once they can.
   *
   * @throws dev.weir.broker.BrokerException if it did not start
   */
  String bootstrap() {
    try {
      return started.join().bootstrap();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
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
