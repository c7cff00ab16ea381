package dev.weir.capture;

import dev.weir.image.Pixels;
import dev.weir.street.StreetDrive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rendered drive as a source: never late, never broken, not live. */
final class StreetSource implements FrameSource {
  private static final double NANOS = 1e9;

  private final StreetUrl url;
  private final StreetDrive drive;
  private final byte[] bgr;
  private final byte[] classes;
  private final Pixels pixels;
  private long next;
  private volatile boolean closed;

  StreetSource(StreetUrl url, @Nullable FrameSize wanted) {
    FrameSize size = wanted == null ? url.size() : wanted;
    this.url = url;
    this.drive = new StreetDrive(url.seed(), size.width(), size.height());
    this.bgr = new byte[size.width() * size.height() * 3];
    this.classes = new byte[size.width() * size.height()];
    this.pixels = Pixels.allocate(size.width(), size.height());
  }

  @Override
  public @Nullable Shot next() {
    if (closed || (url.frames().isPresent() && next >= url.frames().getAsLong())) {
      return null;
    }
    double seconds = next / url.fps();
    drive.render(seconds, bgr, classes);
    pixels.bgr().put(0, bgr);
    next++;
    return new Shot.Raw(Duration.ofNanos((long) (seconds * NANOS)), pixels);
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public String description() {
    return "rendered drive " + url;
  }

  @Override
  public void close() {
    closed = true;
  }
}
