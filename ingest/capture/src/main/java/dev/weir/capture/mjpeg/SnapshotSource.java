package dev.weir.capture.mjpeg;

import dev.weir.capture.ffmpeg.FfmpegErrors;
import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.http.HttpStream;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.PollClock;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A camera that answers each request with one JPEG. It is polled, and each picture is passed
 * through as the camera encoded it.
 */
public final class SnapshotSource implements FrameSource {
  private final SourceUrl url;
  private final HttpCamera camera;
  private final Duration readDeadline;
  private final double rate;
  private final PollClock clock;
  private @Nullable HttpStream first;
  private volatile boolean closed;

  /**
   * Creates a source for a camera that has answered once. The source closes the camera.
   *
   * @param first the first response, whose picture was not read yet
   * @param rate pictures per second
   */
  public SnapshotSource(
      SourceUrl url, HttpCamera camera, HttpStream first, Duration readDeadline, double rate) {
    this.url = url;
    this.camera = camera;
    this.first = first;
    this.readDeadline = readDeadline;
    this.rate = rate;
    this.clock = new PollClock(rate, System::nanoTime);
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    try {
      return clock.await() ? shot(picture()) : null;
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

  private CapturedImage shot(byte[] picture) throws SourceException {
    try {
      ImageHeader header = ImageHeader.read(picture);
      if (header.encoding() == FrameEncoding.JPEG) {
        return new CapturedImage.Jpeg(clock.position(), header.width(), header.height(), picture);
      }
    } catch (MalformedMessageException e) {
      // handled below; the content is not repeated in the error
    }
    throw SourceException.passing(
        "%s: answers with %d bytes that are no JPEG, expected one; open the URL in a browser"
            .formatted(url.shown(), picture.length));
  }

  private SourceException broken(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return SourceException.passing(
          "%s: no picture within %.1f s, expected one; is the camera on and reachable?"
              .formatted(url.shown(), readDeadline.toMillis() / 1000.0));
    }
    return SourceException.passing(
            "%s: broke off (%s), expected more pictures; is the camera still there?"
                .formatted(url.shown(), HttpCamera.reason(e)))
        .causedBy(e);
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "JPEG snapshots over HTTP, live, asked for %.4g times a second", rate);
  }

  @Override
  public void close() {
    closed = true;
    clock.close();
    camera.close();
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
