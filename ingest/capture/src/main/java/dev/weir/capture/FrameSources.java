package dev.weir.capture;

import dev.weir.capture.ffmpeg.FfmpegSnapshotSource;
import dev.weir.capture.ffmpeg.FfmpegSource;
import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.http.HttpStream;
import dev.weir.capture.mjpeg.MjpegSource;
import dev.weir.capture.mjpeg.SnapshotSource;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.HostLookup;
import dev.weir.capture.source.Rotation;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOpener;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import dev.weir.capture.source.StreetSource;
import dev.weir.capture.source.StreetUrl;
import dev.weir.capture.source.TurnedSource;
import dev.weir.capture.source.UprightSource;
import dev.weir.image.NativeFailure;
import dev.weir.image.Orientation;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * Opens sources by URL: a path or {@code file:}, {@code rtsp://} and {@code rtsps://} (over TCP),
 * {@code http://} and {@code https://} (MJPEG, HLS, files), {@code v4l2:/dev/video0}, and {@code
 * synthetic:street}. Thread-safe. No message contains a password.
 */
public final class FrameSources implements SourceOpener {
  private static final String MJPEG = "multipart/x-mixed-replace";

  private static final double SNAPSHOTS = 1; // per second

  private final double snapshots;

  /** Opens all kinds of sources. Snapshot cameras are polled once a second. */
  public FrameSources() {
    this(0);
  }

  /**
   * Opens all kinds of sources.
   *
   * @param rate polls per second of a camera that answers with a single picture; 0 for one poll a
   *     second
   */
  public FrameSources(double rate) {
    this.snapshots = rate > 0 ? rate : SNAPSHOTS;
  }

  /**
   * Checks a URL without opening it.
   *
   * @throws SourceException permanent, if the URL cannot be opened: an unknown scheme, a file or
   *     device that does not exist, or a wrong parameter of the synthetic drive
   */
  public static void check(String url) throws SourceException {
    SourceUrl.parse(url);
  }

  @Override
  public FrameSource open(String url, SourceOptions options) throws SourceException {
    SourceUrl source = SourceUrl.parse(url);
    try {
      return open(source, options);
    } catch (LinkageError e) {
      throw SourceException.permanent(source.shown() + ": " + NativeFailure.explain(e)).causedBy(e);
    }
  }

  private FrameSource open(SourceUrl source, SourceOptions options) throws SourceException {
    return switch (source.kind()) {
      case FILE -> FfmpegSource.open(source, null, options);
      case RTSP -> rtsp(source, options);
      case V4L2 -> FfmpegSource.open(source, "v4l2", options);
      case HTTP -> new UprightSource(http(source, options), source.shown(), options.rotation());
      case STREET -> new TurnedSource(street(source, options), options.rotation());
    };
  }

  /** Renders the street in the wanted size, so that no scaling is needed. */
  private static FrameSource street(SourceUrl url, SourceOptions options) throws SourceException {
    StreetUrl street = StreetUrl.parse(url.target());
    try {
      FrameSize size = options.size();
      return new StreetSource(size == null ? street : street.in(stored(size, options.rotation())));
    } catch (IllegalArgumentException e) {
      throw SourceException.permanent(url.shown() + ": " + e.getMessage()).causedBy(e);
    }
  }

  /** The size before pictures are turned. */
  private static FrameSize stored(FrameSize size, Rotation rotation) {
    Orientation turned = rotation.of(Orientation.UPRIGHT);
    return new FrameSize(
        turned.width(size.width(), size.height()), turned.height(size.width(), size.height()));
  }

  private static FrameSource rtsp(SourceUrl url, SourceOptions options) throws SourceException {
    long start = System.nanoTime();
    HostLookup.check(url, options.openDeadline());
    return FfmpegSource.open(url, null, since(start, options));
  }

  /** Returns the options with what remains of the open deadline. */
  private static SourceOptions since(long start, SourceOptions options) {
    Duration left = options.openDeadline().minusNanos(System.nanoTime() - start);
    Duration rest = left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    return options.withOpenDeadline(rest);
  }

  /**
   * Opens an HTTP source by its content type. Only JPEG streams and JPEG snapshots need no
   * decoding.
   */
  private FrameSource http(SourceUrl url, SourceOptions options) throws SourceException {
    long start = System.nanoTime();
    HostLookup.check(url, options.openDeadline());
    HttpCamera camera;
    try {
      camera = new HttpCamera(url.target());
    } catch (IllegalArgumentException e) { // whose message repeats a part of the URL
      throw SourceException.permanent(
          "%s: not a URL, expected http://host[:port]/path".formatted(url.shown()));
    }
    boolean mjpeg = false;
    boolean picture = false;
    boolean playlist = false;
    boolean many = false;
    boolean opened = false;
    try {
      HttpStream stream = camera.get(since(start, options).openDeadline());
      SnapshotSource.requireFound(url, stream.status());
      many = stream.isMotionJpeg();
      mjpeg = stream.contentType().toLowerCase(Locale.ROOT).startsWith(MJPEG);
      picture = stream.isPicture(start + options.openDeadline().toNanos());
      opened = options.size() == null;
      if (opened && mjpeg) {
        return new MjpegSource(url.shown(), stream, options.readDeadline());
      }
      opened &= picture && jpeg(stream.contentType());
      if (opened) {
        return new SnapshotSource(url, camera, stream, options.readDeadline(), snapshots);
      }
      playlist = stream.isPlaylist(start + options.openDeadline().toNanos());
    } catch (SourceException e) {
      throw e;
    } catch (HttpTimeoutException e) {
      throw SourceException.passing(
          "%s: no response within %.1f s, expected a stream; is the camera on and reachable?"
              .formatted(url.shown(), options.openDeadline().toMillis() / 1000.0));
    } catch (IOException e) {
      throw SourceException.passing(
              "%s: cannot connect (%s), expected an HTTP server; check host and port"
                  .formatted(url.shown(), HttpCamera.reason(e)))
          .causedBy(e);
    } finally {
      if (!opened) {
        camera.close();
      }
    }
    if (picture) {
      return FfmpegSnapshotSource.open(url, options, snapshots);
    }
    String demuxer = mjpeg ? "mpjpeg" : playlist ? "hls" : null;
    FfmpegSource source = FfmpegSource.open(url, demuxer, since(start, options));
    if (many || !source.onePicture()) {
      return source;
    }
    source.close();
    return FfmpegSnapshotSource.open(url, options, snapshots);
  }

  /** Whether the type is JPEG or unspecific. A PNG is then detected when it arrives. */
  private static boolean jpeg(String contentType) {
    return !contentType.toLowerCase(Locale.ROOT).matches("\\s*image/(?!jpe?g|pjpeg|\\*).*");
  }
}
