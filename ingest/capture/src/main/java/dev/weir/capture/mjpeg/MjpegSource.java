package dev.weir.capture.mjpeg;

import dev.weir.capture.http.HttpFailure;
import dev.weir.capture.http.HttpStream;
import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.MonotonicTimestamps;
import dev.weir.capture.source.SourceException;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** MJPEG over HTTP. Each picture is passed through as the camera encoded it. */
public final class MjpegSource implements FrameSource {
  private final String shown;
  private final HttpStream stream;
  private final Duration readDeadline;
  private final MultipartReader parts;
  private final MonotonicTimestamps clock = MonotonicTimestamps.ofArrivals();
  private volatile boolean closed;
  private long deadline;

  /**
   * Creates a source from a response whose headers were read. The source closes the response.
   *
   * @param shown the URL without its password
   */
  public MjpegSource(String shown, HttpStream stream, Duration readDeadline) {
    this.shown = shown;
    this.stream = stream;
    this.readDeadline = readDeadline;
    this.parts = new MultipartReader(() -> stream.read(deadline));
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    deadline = System.nanoTime() + readDeadline.toNanos();
    try {
      while (!closed) {
        byte[] part = parts.next();
        if (part == null || closed) {
          return null;
        }
        CapturedImage image = image(part);
        if (image != null) {
          return image;
        }
      }
      return null;
    } catch (IOException e) {
      if (closed) { // the error was caused by close()
        return null;
      }
      throw broken(e);
    }
  }

  /** Returns null if the picture's header is damaged: the next picture may be good. */
  private @Nullable CapturedImage image(byte[] part) {
    try {
      ImageHeader header = ImageHeader.read(part);
      return header.encoding() == FrameEncoding.JPEG
          ? new CapturedImage.Jpeg(clock.arrived(), header.width(), header.height(), part)
          : null;
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  private SourceException broken(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return SourceException.passing(
          "%s: no picture within %.1f s, expected one; is the camera on and reachable?"
              .formatted(shown, readDeadline.toMillis() / 1000.0));
    }
    return SourceException.passing(
            "%s: broke off (%s), expected more pictures; is the camera still there?"
                .formatted(shown, HttpFailure.reason(e)))
        .causedBy(e);
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public String description() {
    return "MJPEG over HTTP, live, passed through";
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
  }
}
