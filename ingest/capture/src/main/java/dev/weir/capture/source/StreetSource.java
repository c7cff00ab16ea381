package dev.weir.capture.source;

import dev.weir.image.Pixels;
import dev.weir.street.StreetDrive;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The synthetic drive: picture {@code n} shows the scene at {@code n / fps} seconds, in every run.
 */
public final class StreetSource implements FrameSource {
  private final StreetUrl url;
  private final FrameSize size;
  private final StreetDrive drive;
  private final byte[] bgr;
  private final byte[] classes;
  private volatile boolean closed;
  private @Nullable Pixels pixels;
  private long number;

  public StreetSource(StreetUrl url) {
    this.url = url;
    this.size = url.size();
    this.drive = new StreetDrive(url.seed(), size.width(), size.height());
    this.bgr = new byte[size.width() * size.height() * 3];
    this.classes = new byte[size.width() * size.height()];
  }

  @Override
  public @Nullable CapturedImage next() {
    if (closed || (url.frames().isPresent() && number >= url.frames().getAsLong())) {
      return null;
    }
    double seconds = number / url.fps();
    number++;
    return new CapturedImage.Raw(
        Duration.ofNanos(Math.round(seconds * 1e9)),
        size.width(),
        size.height(),
        () -> pixels(seconds));
  }

  private Pixels pixels(double seconds) {
    drive.render(seconds, bgr, classes);
    Pixels filled = Pixels.reuse(pixels, size.width(), size.height());
    filled.bgr().put(0, bgr);
    pixels = filled;
    return filled;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "synthetic drive, seed %d, %s, %.4g fps", url.seed(), size, url.fps());
  }

  @Override
  public void close() {
    closed = true;
  }
}
