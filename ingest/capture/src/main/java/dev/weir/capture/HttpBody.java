package dev.weir.capture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response's bytes as they arrive, read with a deadline, which the client's own input stream does
 * not have. It asks for the next piece when one is taken, so a slow reader slows the server down
 * and memory stays bounded.
 */
final class HttpBody implements HttpResponse.BodySubscriber<HttpBody> {
  private sealed interface Item {}

  private record Piece(List<ByteBuffer> bytes) implements Item {}

  /** Nothing follows; with the reason if it was not to be expected. */
  private record Last(@Nullable Throwable failure) implements Item {}

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> taken = new ArrayDeque<>();
  private final Object lock = new Object();
  private Flow.@Nullable Subscription subscription; // guarded by lock
  private boolean cancelled; // guarded by lock
  private @Nullable Last last;

  @Override
  public CompletionStage<HttpBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    boolean late;
    synchronized (lock) {
      subscription = given;
      late = cancelled;
    }
    if (late) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    items.add(new Piece(bytes));
  }

  @Override
  public void onError(Throwable failure) {
    items.add(new Last(failure));
  }

  @Override
  public void onComplete() {
    items.add(new Last(null));
  }

  /**
   * Bytes that have arrived, at least one, or null at the end.
   *
   * @param deadline by {@link System#nanoTime()}
   */
  @Nullable ByteBuffer read(long deadline) throws IOException {
    while (true) {
      ByteBuffer first = taken.peek();
      if (first != null && first.hasRemaining()) {
        return first;
      }
      if (first != null) {
        taken.remove();
      } else if (!take(deadline)) {
        return null;
      }
    }
  }

  private boolean take(long deadline) throws IOException {
    Item item = last != null ? last : await(deadline);
    if (item instanceof Piece piece) {
      taken.addAll(piece.bytes());
      request();
      return true;
    }
    Last end = (Last) item;
    last = end;
    if (end.failure() != null) {
      throw new IOException(String.valueOf(end.failure().getMessage()), end.failure());
    }
    return false;
  }

  private Item await(long deadline) throws IOException {
    try {
      Item item = items.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (item == null) {
        throw new HttpTimeoutException("silent");
      }
      return item;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void request() {
    Flow.Subscription s;
    synchronized (lock) {
      s = cancelled ? null : subscription;
    }
    if (s != null) {
      s.request(1);
    }
  }

  /** Closes the connection; whoever reads finds the end. */
  void cancel() {
    Flow.Subscription s;
    synchronized (lock) {
      cancelled = true;
      s = subscription;
    }
    if (s != null) {
      s.cancel();
    }
    items.add(new Last(null));
  }
}
