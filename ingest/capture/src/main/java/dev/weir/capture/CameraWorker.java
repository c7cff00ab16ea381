package dev.weir.capture;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.ShutdownSignal;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOpener;
import dev.weir.capture.source.SourceOptions;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one camera: opens its source, reads it in a {@link CameraSession}, and reopens a source that
 * breaks. Has its own thread, so a camera that hangs does not block others.
 *
 * <pre>
 *          opened                 stored source ended, frames reached, closed
 * OPENING ────────▶ READING ─────────────────────────────────────────────────────▶ ENDED
 *    ▲  │ cannot       │ live source broke or ended                                  ▲
 *    │  ▼              ▼                                                             │
 *    └─ WAITING ◀──────┘         a permanent failure, from OPENING or READING ───────┤
 *                                stored source broke ────────────────────────────────┘
 * </pre>
 *
 * <p>A stored source (not live) would start over from its first picture, so it is not reopened.
 */
final class CameraWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CameraWorker.class);

  private final Camera camera;
  private final SourceOpener opener;
  private final IngestOptions options;
  private final FrameSender sender;
  private final CameraCounter counter;
  private final ShutdownSignal shutdown = new ShutdownSignal();
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final Set<SourceNotice.Kind> logged = EnumSet.noneOf(SourceNotice.Kind.class);
  private final OutageLog outages = new OutageLog(System::nanoTime);
  private boolean stored;
  private volatile @Nullable FrameSource current;
  private volatile @Nullable String trouble;
  private volatile @Nullable String failure;
  private volatile boolean ended;
  private long delivered;

  CameraWorker(
      Camera camera,
      SourceOpener opener,
      IngestOptions options,
      FrameSender sender,
      CameraCounter counter) {
    this.camera = camera;
    this.opener = opener;
    this.options = options;
    this.sender = sender;
    this.counter = counter;
  }

  Camera camera() {
    return camera;
  }

  FrameCounts counts() {
    return counter.counts();
  }

  /** The number of pictures skipped because of {@link IngestOptions#maxFps()}. */
  long thinned() {
    return counter.thinnedTotal();
  }

  /** Why the camera ended early, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Why the camera does not deliver at the moment, or null. */
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
      while (again && !shutdown.closed()) {
        again = session();
      }
      sender.awaitEmpty();
      reportLostFrames();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      ended = true;
      LOG.info("camera={} state=ended {}", camera.id(), counts().line("sent"));
    }
  }

  /**
   * A live camera may lose frames while Kafka is in trouble. For a stored source, a lost frame is a
   * failure.
   */
  private void reportLostFrames() {
    String cause = sender.lost();
    if (stored && cause != null && failure == null) {
      failure =
          "camera %s: %d of its frames never reached Kafka: %s"
              .formatted(
                  camera.id(), counts().dropped().getOrDefault(DropCause.SEND_FAILED, 0L), cause);
    }
  }

  /** Opens the source and reads it to its end. Returns whether to open it again. */
  private boolean session() throws InterruptedException {
    try (FrameSource source = opener.open(camera.url(), sourceOptions())) {
      current = source;
      stored = !source.live();
      if (outages.opened()) {
        logReading(source);
      }
      boolean over = read(source);
      if (over || !source.live()) {
        return false;
      }
      return again("the stream ended", backoff.next());
    } catch (SourceException e) {
      if (shutdown.closed()) {
        return false;
      }
      String message = String.valueOf(e.getMessage());
      if (e.permanent() || brokeOff()) {
        return failed(message);
      }
      return again(message, e.refused() ? backoff.nextAfterRefusal() : backoff.next());
    } catch (RuntimeException e) {
      // A bug in our own code must not end the camera silently, and must not end other cameras.
      LOG.error("camera={} state=broken", camera.id(), e);
      return brokeOff() ? failed(e.toString()) : again(e.toString(), backoff.next());
    } finally {
      current = null;
    }
  }

  private SourceOptions sourceOptions() {
    return options.source().withRotation(camera.rotation());
  }

  /** Whether the failure happened while a stored source was read. */
  private boolean brokeOff() {
    return current != null && stored;
  }

  private boolean failed(String why) {
    failure = why;
    LOG.warn("camera={} state=failed cause=\"{}\"", camera.id(), why);
    return false;
  }

  private boolean again(String why, Duration pause) throws InterruptedException {
    outages
        .waiting(why)
        .ifPresent(line -> LOG.warn("camera={} state=waiting cause=\"{}\"", camera.id(), line));
    trouble = why;
    return !shutdown.await(pause);
  }

  private void logReading(FrameSource source) {
    LOG.info("camera={} state=reading source=\"{}\"", camera.id(), source.description());
  }

  /** Notes that a picture has arrived. */
  private void delivers(FrameSource source) {
    trouble = null;
    if (outages.picture()) {
      logReading(source);
    }
  }

  /** Reads one session. Returns whether the camera is finished. */
  private boolean read(FrameSource source) throws SourceException, InterruptedException {
    CameraSession session =
        new CameraSession(camera.id(), source, options, sender, counter, shutdown);
    try {
      CapturedImage image = source.next();
      while (image != null && !shutdown.closed()) {
        Instant arrived = options.clock().instant();
        backoff.reset();
        logNotices(source);
        delivers(source);
        if (!session.take(image, arrived) || complete(delivered + session.frames())) {
          return true;
        }
        image = source.next();
      }
      return shutdown.closed();
    } finally {
      delivered += session.frames();
    }
  }

  /** Whether the wanted number of frames was delivered. */
  private boolean complete(long frames) {
    return options.frames().isPresent() && frames >= options.frames().getAsLong();
  }

  /** Logs the source's notices: only the first of each kind, across all sessions. */
  private void logNotices(FrameSource source) {
    for (SourceNotice notice : source.notices()) {
      if (logged.add(notice.kind())) {
        LOG.info("camera={} {}=\"{}\"", camera.id(), notice.kind().key(), notice.text());
      }
    }
  }

  /**
   * Stops reading and waiting. The worker's thread ends soon after. May be called by any thread.
   */
  void close() {
    shutdown.close();
    options.window().wake();
    sender.close();
    FrameSource source = current;
    if (source != null) {
      source.close();
    }
  }
}
