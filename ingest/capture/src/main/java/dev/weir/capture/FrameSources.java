package dev.weir.capture;

import dev.weir.image.NativeFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * Sources by URL: a path or {@code file:}, {@code rtsp://} and {@code rtsps://} (over TCP), {@code
 * http://} and {@code https://} (MJPEG, HLS, files), {@code v4l2:/dev/video0}, and {@code
 * synthetic:street}. Thread-safe. No message of it tells a password.
 */
public final class FrameSources implements SourceOpener {
  private static final String MJPEG = "multipart/x-mixed-replace";

  /** Sources of all kinds. */
  public FrameSources() {}

  /**
   * Checks a URL as far as that goes without opening it.
   *
   * @throws SourceException permanent, if it cannot be opened: an unknown scheme, a file or device
   *     that is not there, a wrong parameter of the synthetic drive
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

  private static FrameSource open(SourceUrl source, SourceOptions options) throws SourceException {
    return switch (source.kind()) {
      case FILE -> FfmpegSource.open(source, null, options);
      case RTSP -> rtsp(source, options);
      case V4L2 -> FfmpegSource.open(source, "v4l2", options);
      case HTTP -> http(source, options);
      case STREET -> street(source, options);
    };
  }

  /** Rendered in the wanted size at once, so that nothing needs to be scaled. */
  private static FrameSource street(SourceUrl url, SourceOptions options) throws SourceException {
    StreetUrl street = StreetUrl.parse(url.target());
    try {
      return new StreetSource(options.size() == null ? street : street.in(options.size()));
    } catch (IllegalArgumentException e) {
      throw SourceException.permanent(url.shown() + ": " + e.getMessage()).causedBy(e);
    }
  }

  private static FrameSource rtsp(SourceUrl url, SourceOptions options) throws SourceException {
    long start = System.nanoTime();
    HostLookup.check(url, options.openDeadline());
    return FfmpegSource.open(url, null, since(start, options));
  }

  /** What is left of the open deadline. */
  private static SourceOptions since(long start, SourceOptions options) {
    Duration left = options.openDeadline().minusNanos(System.nanoTime() - start);
    Duration rest = left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    return options.withOpenDeadline(rest);
  }

  /** Asks what the server has: only MJPEG comes in pictures that need no decoding. */
  private static FrameSource http(SourceUrl url, SourceOptions options) throws SourceException {
    long start = System.nanoTime();
    HostLookup.check(url, options.openDeadline());
    HttpStream stream;
    try {
      stream = HttpStream.open(URI.create(url.target()), since(start, options).openDeadline());
    } catch (IllegalArgumentException e) {
      // A host's name with an underscore: Java's client refuses it, FFmpeg does not.
      return FfmpegSource.open(url, null, since(start, options));
    } catch (HttpTimeoutException e) {
      throw SourceException.passing(
          "%s: no response within %.1f s, expected a stream; is the camera on and reachable?"
              .formatted(url.shown(), options.openDeadline().toMillis() / 1000.0));
    } catch (IOException e) {
      throw SourceException.passing(
              "%s: cannot connect (%s), expected an HTTP server; check host and port"
                  .formatted(url.shown(), reason(e)))
          .causedBy(e);
    }
    boolean mjpeg = stream.contentType().toLowerCase(Locale.ROOT).startsWith(MJPEG);
    if (mjpeg && stream.status() == 200 && options.size() == null) {
      return new MjpegSource(url.shown(), stream, options.readDeadline());
    }
    stream.close();
    // A refusal too is left to FFmpeg, which can answer a demand for Digest authentication.
    return FfmpegSource.open(url, mjpeg ? "mpjpeg" : null, since(start, options));
  }

  private static String reason(IOException e) {
    if (e instanceof ConnectException) { // which has no text of its own here
      return "connection refused";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
