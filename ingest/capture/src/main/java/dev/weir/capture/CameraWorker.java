package dev.weir.capture;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.image.JpegEncoder;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera: opens its source, reads, numbers, paces, hands over, and opens it again when it
 * breaks. Runs on a thread of its own, so that a camera that hangs holds up nobody else.
 *
 * <pre>
 *          opened                 end of what is not live, frames reached, closed
 * OPENING ────────▶ READING ─────────────────────────────────────────────────────▶ ENDED
 *    ▲  │ cannot       │ broke, end of what is live                                  ▲
 *    │  ▼              ▼                                                             │
 *    └─ WAITING ◀──────┘         a permanent failure, from OPENING or READING ───────┘
 * </pre>
 */
final class CameraWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CameraWorker.class);

  private final Camera camera;
  private final SourceOpener opener;
  private final IngestOptions options;
  private final Outbox outbox;
  private final CameraLedger ledger;
  private final JpegEncoder encoder;
  private final Closing closing = new Closing();
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final Thinning thinning;
  private volatile @Nullable FrameSource current;
  private volatile @Nullable String trouble;
  private volatile @Nullable String failure;
  private volatile boolean ended;
  private long delivered;

  CameraWorker(
      Camera camera,
      SourceOpener opener,
      IngestOptions options,
      Outbox outbox,
      CameraLedger ledger) {
    this.camera = camera;
    this.opener = opener;
    this.options = options;
    this.outbox = outbox;
    this.ledger = ledger;
    this.encoder = new JpegEncoder(options.jpegQuality());
    this.thinning = new Thinning(options.maxFps());
  }

  Camera camera() {
    return camera;
  }

  IngestBooks books() {
    return ledger.books();
  }

  /** Why it ended early, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Why it does not read at the moment, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void run() {
    try {
      boolean again = true;
      while (again && !closing.closed()) {
        again = session();
      }
      outbox.awaitEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      ended = true;
      LOG.info("camera={} state=ended books={}", camera.id(), books());
    }
  }

  /** Opens the source and reads it to its end; whether to open it again. */
  private boolean session() throws InterruptedException {
    try (FrameSource source = opener.open(camera.url(), options.source())) {
      current = source;
      trouble = null;
      LOG.info("camera={} state=reading source=\"{}\"", camera.id(), source.description());
      boolean over = read(source);
      if (over || !source.live()) {
        return false;
      }
      return again("the stream ended");
    } catch (SourceException e) {
      if (closing.closed()) {
        return false;
      }
      String message = String.valueOf(e.getMessage());
      if (e.permanent()) {
        failure = message;
        LOG.warn("camera={} state=failed cause=\"{}\"", camera.id(), message);
        return false;
      }
      return again(message);
    } catch (RuntimeException e) {
      // A fault in our own code must not end the camera in silence, nor the others at all.
      LOG.error("camera={} state=broken", camera.id(), e);
      return again(e.toString());
    } finally {
      current = null;
    }
  }

  private boolean again(String why) throws InterruptedException {
    if (!why.equals(trouble)) {
      LOG.warn("camera={} state=waiting cause=\"{}\"", camera.id(), why);
    }
    trouble = why;
    return !closing.await(backoff.next());
  }

  /** Reads one session; whether the camera's frames are all there. */
  private boolean read(FrameSource source) throws SourceException, InterruptedException {
    String session = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    Pace pace = new Pace(System::nanoTime, closing);
    thinning.restart();
    long sequence = 0;
    Shot shot = source.next();
    while (shot != null && !closing.closed()) {
      backoff.reset();
      Duration position = shot.position();
      if (thinning.keep(position)) {
        boolean waits = !source.live() && options.speed() == IngestOptions.Speed.REALTIME;
        if (waits && !pace.await(position)) {
          return true;
        }
        deliver(new FrameId(camera.id(), session, sequence++), shot, source.live());
        delivered++;
        if (options.frames().isPresent() && delivered >= options.frames().getAsLong()) {
          return true;
        }
      }
      shot = source.next();
    }
    return closing.closed();
  }

  private void deliver(FrameId id, Shot shot, boolean live) throws InterruptedException {
    ledger.delivered();
    byte[] jpeg =
        shot instanceof Shot.Jpeg passed
            ? passed.data()
            : encoder.encode(((Shot.Raw) shot).pixels());
    Frame frame =
        new Frame(
            id,
            options.clock().instant(),
            shot.width(),
            shot.height(),
            FrameEncoding.JPEG,
            jpeg,
            null);
    if (live) {
      outbox.offerNewest(frame);
    } else {
      outbox.offerPatiently(frame);
    }
  }

  /** Ends reading and waiting; the worker's thread ends soon after. Any thread. */
  void close() {
    closing.close();
    outbox.close();
    FrameSource source = current;
    if (source != null) {
      source.close();
    }
  }
}
