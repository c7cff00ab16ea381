package dev.weir.capture.mjpeg;

import dev.weir.capture.ffmpeg.FfmpegErrors;
import dev.weir.capture.ffmpeg.FfmpegPictures;
import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.http.HttpFailure;
import dev.weir.capture.http.HttpStream;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.PollClock;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A camera that answers each request with one picture. It is polled. A JPEG is passed through as
 * the camera encoded it; pictures of other formats are decoded.
 */
public final class SnapshotSource implements FrameSource {
  private final SourceUrl url;
  private final HttpCamera camera;
  private final Duration readDeadline;
  private final double rate;
  private final PollClock clock;
  private final FfmpegPictures decoder;
  private @Nullable HttpStream first;
  private volatile boolean closed;

  /**
   * Creates a source for a camera. The source closes the camera.
   *
   * @param first a response whose picture was not read yet, or null to request one
   * @param rate pictures per second
   */
  public SnapshotSource(
      SourceUrl url,
      HttpCamera camera,
      @Nullable HttpStream first,
      SourceOptions options,
      double rate) {
    this.url = url;
    this.camera = camera;
    this.first = first;
    this.readDeadline = options.readDeadline();
    this.rate = rate;
    this.clock = new PollClock(rate, System::nanoTime);
    this.decoder = new FfmpegPictures(url, options);
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    try {
      return clock.await() ? image(picture()) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (IOException e) {
      if (closed) { // the error was caused by close()
        return null;
      }
      throw e instanceof SourceException ours ? ours : broken(e);
    }
  }

  private byte[] picture() throws IOException {
    long deadline = System.nanoTime() + readDeadline.toNanos();
    HttpStream answer = first != null ? first : answer();
    first = null;
    requireFound(url, answer.status());
    return answer.readAll(MultipartReader.MAX_PART, deadline);
  }

  private HttpStream answer() throws IOException {
    try {
      return camera.get(readDeadline);
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // The camera may just have closed the last picture's connection. Retry on a new one.
      return camera.get(readDeadline);
    }
  }

  private @Nullable CapturedImage image(byte[] picture) throws SourceException {
    Optional<ImageHeader> jpeg = jpeg(picture);
    if (jpeg.isPresent()) {
      return new CapturedImage.Jpeg(
          clock.position(), jpeg.get().width(), jpeg.get().height(), picture);
    }
    try {
      return decoder.decode(clock.position(), picture);
    } catch (SourceException e) {
      throw SourceException.passing(
              "%s: answers with %d bytes that are not a picture, expected a JPEG; open the URL in a browser"
                  .formatted(url.shown(), picture.length))
          .causedBy(e);
    }
  }

  private static Optional<ImageHeader> jpeg(byte[] picture) {
    try {
      return Optional.of(ImageHeader.read(picture))
          .filter(header -> header.encoding() == FrameEncoding.JPEG);
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  private SourceException broken(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return SourceException.passing(
          "%s: no picture within %.1f s, expected one; is the camera on and reachable?"
              .formatted(url.shown(), readDeadline.toMillis() / 1000.0));
    }
    return SourceException.passing(
            "%s: broke off (%s), expected more pictures; is the camera still there?"
                .formatted(url.shown(), HttpFailure.reason(e)))
        .causedBy(e);
  }

  @Override
  public List<SourceNotice> notices() {
    return decoder.notices();
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public String description() {
    return String.format(Locale.ROOT, "pictures over HTTP, live, polled at %.4g a second", rate);
  }

  @Override
  public void close() {
    closed = true;
    clock.close();
    camera.close();
    decoder.close();
  }

  /** Fails if the status is not a success. Redirects were already followed. */
  public static void requireFound(SourceUrl url, int status) throws SourceException {
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      throw FfmpegErrors.refused(url, "HTTP status " + status);
    }
    if (status < 200 || status > 299) {
      throw SourceException.passing(
          "%s: the server answers with HTTP status %d, expected a video stream; check the path"
              .formatted(url.shown(), status));
    }
  }
}
