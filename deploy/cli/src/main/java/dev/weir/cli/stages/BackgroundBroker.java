package dev.weir.cli.stages;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts a broker in the background, because both the broker and opening a model take seconds.
 * Closing waits for the start and closes the broker.
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
   * Waits for the broker and returns its bootstrap address.
   *
   * @throws dev.weir.broker.BrokerException if it did not start
   * @throws InterruptedException if interrupted while waiting; the start continues until closed
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
