package dev.weir.capture;

import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A camera that sends JPEGs over HTTP ({@code multipart/x-mixed-replace}); they are passed through
 * as they are.
 */
final class MjpegSource implements FrameSource {
  private final SourceUrl url;
  private final SourceOptions options;
  private final HttpURLConnection connection;
  private final MultipartReader parts;
  private final StreamClock clock = StreamClock.ofArrival(System::nanoTime);
  private volatile boolean closed;

  /** Of a connection whose answer is {@code multipart/x-mixed-replace}. */
  MjpegSource(SourceUrl url, SourceOptions options, HttpURLConnection connection)
      throws IOException {
    this.url = url;
    this.options = options;
    this.connection = connection;
    connection.setReadTimeout(Math.toIntExact(options.readDeadline().toMillis()));
    this.parts =
        new MultipartReader(
            connection.getInputStream(), MultipartReader.boundary(connection.getContentType()));
  }

  @Override
  public @Nullable Shot next() throws SourceException {
    if (closed) {
      return null;
    }
    try {
      byte[] jpeg = parts.next();
      if (jpeg == null || closed) {
        return null;
      }
      ImageHeader header = ImageHeader.read(jpeg);
      return new Shot.Jpeg(clock.unstamped(), header.width(), header.height(), jpeg);
    } catch (SocketTimeoutException e) {
      throw SourceException.passing(
              "source %s: no picture for %d ms".formatted(url, options.readDeadline().toMillis()))
          .causedBy(e);
    } catch (IOException | MalformedMessageException e) {
      if (closed) {
        return null; // the connection was cut by close()
      }
      throw SourceException.passing("source %s: %s".formatted(url, e.getMessage())).causedBy(e);
    }
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public String description() {
    return "MJPEG over HTTP, passed through";
  }

  @Override
  public void close() {
    closed = true;
    connection.disconnect(); // ends a read in progress
  }
}
