package dev.weir.capture;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.frame.CameraId;
import dev.weir.image.JpegEncoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that was opened early and waits for its worker. Its own thread opens it. Then the thread
 * reads the pictures of a camera and discards them: otherwise they would queue up in the network,
 * and the worker would get old ones first. Files, and streams in segments, wait on their own.
 *
 * <p>Any thread may call any method.
 */
final class HeldSource {
  private static final Logger LOG = LoggerFactory.getLogger(HeldSource.class);
  private static final long LONGEST_READ_SECONDS = 1;

  /** Opens a source. */
  @FunctionalInterface
  interface Opening {
    FrameSource open() throws SourceException;
  }

  private final CompletableFuture<FrameSource> opened = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1); // by its thread
  private volatile boolean wanted;
  private volatile boolean closed;
  private volatile boolean broken;

  private HeldSource() {}

  static HeldSource open(CameraId camera, Opening opening) {
    HeldSource source = new HeldSource();
    Thread thread = new Thread(() -> source.run(camera, opening), "weir-open-" + camera);
    thread.setDaemon(true);
    thread.start();
    return source;
  }

  private void run(CameraId camera, Opening opening) {
    try {
      FrameSource source = opening.open();
      opened.complete(source);
      if (closed) {
        source.close();
      } else if (source.live() && !source.inBursts()) {
        discard(camera, source);
      }
    } catch (SourceException | RuntimeException | LinkageError e) {
      opened.completeExceptionally(e);
    } finally {
      released.countDown();
    }
  }

  private void discard(CameraId camera, FrameSource source) {
    try {
      boolean warm = false;
      while (!wanted && !closed) {
        CapturedImage image = source.next();
        if (image == null) {
          broken = true;
          return;
        }
        if (!warm && image instanceof CapturedImage.Raw) {
          warm = true;
          JpegEncoder.warmUp();
        }
      }
    } catch (SourceException e) {
      LOG.debug("camera={} broke before its worker started", camera, e);
      broken = true;
    }
  }

  /**
   * Waits until the source is open.
   *
   * @throws SourceException if it cannot be opened
   */
  void awaitOpened() throws SourceException, InterruptedException {
    try {
      opened.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SourceException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Takes the source, which the caller closes.
   *
   * @return null if it broke meanwhile or does not deliver within a second; it is then closed
   */
  @Nullable FrameSource take() {
    wanted = true;
    try {
      if (released.await(LONGEST_READ_SECONDS, TimeUnit.SECONDS) && !broken) {
        return opened.getNow(null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    return null;
  }

  void close() {
    closed = true; // a source that is not open yet is closed by its thread
    FrameSource source = opened.isCompletedExceptionally() ? null : opened.getNow(null);
    if (source != null) {
      source.close();
    }
  }
}
