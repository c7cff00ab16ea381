package dev.weir.capture;

import dev.weir.capture.container.LocalBytes;
import dev.weir.capture.container.StoredFile;
import dev.weir.capture.ffmpeg.FfmpegHints;
import dev.weir.capture.ffmpeg.FfmpegSource;
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
import dev.weir.image.NativeFailure;
import dev.weir.image.Orientation;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Opens sources by URL: a path or {@code file:}, {@code rtsp://} and {@code rtsps://} (over TCP),
 * {@code http://} and {@code https://} (MJPEG, HLS, files), {@code v4l2:/dev/video0}, and {@code
 * synthetic:street}. Thread-safe. No message contains a password.
 */
public final class FrameSources implements SourceOpener {
  private static final double SNAPSHOTS = 1; // per second

  private final HttpSources http;

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
    this.http = new HttpSources(rate > 0 ? rate : SNAPSHOTS);
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
      case FILE -> FfmpegSource.open(source, FfmpegHints.file(file(source)), options);
      case RTSP -> rtsp(source, options);
      case V4L2 -> FfmpegSource.open(source, FfmpegHints.demuxer("v4l2"), options);
      case HTTP -> http.open(source, options);
      case STREET -> new TurnedSource(street(source, options), options.rotation());
    };
  }

  private static StoredFile file(SourceUrl url) {
    return received -> LocalBytes.open(Path.of(url.target()));
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
    return FfmpegSource.open(url, FfmpegHints.NONE, since(start, options));
  }

  /** Returns the options with what remains of the open deadline. */
  private static SourceOptions since(long start, SourceOptions options) {
    Duration left = options.openDeadline().minusNanos(System.nanoTime() - start);
    Duration rest = left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    return options.withOpenDeadline(rest);
  }
}
