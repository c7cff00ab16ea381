package dev.weir.capture;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.ShutdownSignal;
import dev.weir.capture.source.SourceException;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.counts.DropCause;
import dev.weir.image.JpegEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pictures of one opened source into frames: limits their rate, paces them, numbers and
 * encodes them, and passes them to the sender. Each opened source has its own session. Confined to
 * the camera's thread.
 */
final class CameraSession {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final CameraId camera;
  private final FrameSource source;
  private final IngestOptions options;
  private final FrameSender sender;
  private final CameraCounter counter;
  private final JpegEncoder encoder;
  private final ShutdownSignal shutdown;
  private final String name;
  private final FrameRateLimiter limiter;
  private final RealTimePacer pacer;
  private final LivePace livePace;
  private long sequence;

  CameraSession(
      CameraId camera,
      FrameSource source,
      IngestOptions options,
      FrameSender sender,
      CameraCounter counter,
      ShutdownSignal shutdown) {
    this.camera = camera;
    this.source = source;
    this.options = options;
    this.sender = sender;
    this.counter = counter;
    this.encoder = new JpegEncoder(options.jpegQuality());
    this.shutdown = shutdown;
    this.name = newName(options.clock().instant());
    this.limiter = new FrameRateLimiter(options.maxFps());
    this.pacer = new RealTimePacer(System::nanoTime, shutdown);
    this.livePace = new LivePace(System::nanoTime, options.clock(), shutdown);
    if (source.inBursts()) {
      JpegEncoder.warmUp(); // a slow first picture would count as a stall
    }
  }

  /** Returns a unique name. Names sort by start time. */
  private static String newName(Instant start) {
    return "%s-%08x".formatted(START.format(start), ThreadLocalRandom.current().nextInt());
  }

  /**
   * Takes a picture.
   *
   * @param arrived when the source delivered it
   * @return false if the camera was closed meanwhile
   */
  boolean take(CapturedImage image, Instant arrived) throws SourceException, InterruptedException {
    if (!limiter.keep(image.position())) {
      counter.thinned();
      return true;
    }
    Instant captured = captured(image.position(), arrived);
    if (captured == null) {
      return false;
    }
    deliver(captured, image);
    return true;
  }

  /** The number of frames so far. */
  long frames() {
    return sequence;
  }

  /** Waits until a picture is due and returns its capture time; null if closed meanwhile. */
  private @Nullable Instant captured(Duration position, Instant arrived)
      throws InterruptedException {
    if (source.inBursts()) {
      return livePace.await(position, source.origin().orElse(null));
    }
    if (source.live()) {
      return arrived;
    }
    return due(position) ? options.clock().instant() : null;
  }

  /** Waits until a picture of a stored source may be sent. Returns false if closed meanwhile. */
  private boolean due(Duration position) throws InterruptedException {
    if (options.speed() == IngestOptions.Speed.REALTIME && !pacer.await(position)) {
      return false;
    }
    return options.window().await(shutdown);
  }

  private void deliver(Instant captured, CapturedImage image)
      throws SourceException, InterruptedException {
    counter.delivered();
    options.window().taken();
    FrameId id = new FrameId(camera, name, sequence++);
    byte[] jpeg = jpeg(image);
    Frame frame =
        new Frame(id, captured, image.width(), image.height(), FrameEncoding.JPEG, jpeg, null);
    if (source.live()) {
      sender.offerNewest(frame);
    } else {
      sender.offerPatiently(frame);
    }
  }

  private byte[] jpeg(CapturedImage image) throws SourceException {
    boolean made = false;
    try {
      byte[] jpeg =
          image instanceof CapturedImage.Jpeg passed
              ? passed.data()
              : encoder.encode(((CapturedImage.Raw) image).pixels());
      made = true;
      return jpeg;
    } finally {
      if (!made) {
        counter.dropped(shutdown.closed() ? DropCause.STOPPED : DropCause.UNREADABLE);
      }
    }
  }
}
