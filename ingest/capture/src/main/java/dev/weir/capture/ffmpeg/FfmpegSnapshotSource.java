package dev.weir.capture.ffmpeg;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.PollClock;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A camera that answers each request with one picture that FFmpeg decodes, because it is not a JPEG
 * or has to be scaled. Opens the URL again for each picture.
 */
public final class FfmpegSnapshotSource implements FrameSource {
  private final SourceUrl url;
  private final SourceOptions options;
  private final double rate;
  private final PollClock clock;
  private volatile @Nullable FrameSource current;
  private volatile boolean closed;
  private boolean begun;

  /**
   * Opens the source and its first picture.
   *
   * @param options the open deadline applies to each picture
   * @param rate pictures per second
   */
  public static FfmpegSnapshotSource open(SourceUrl url, SourceOptions options, double rate)
      throws SourceException {
    FfmpegSnapshotSource source = new FfmpegSnapshotSource(url, options, rate);
    source.current = FfmpegSource.open(url, null, options);
    return source;
  }

  private FfmpegSnapshotSource(SourceUrl url, SourceOptions options, double rate) {
    this.url = url;
    this.options = options;
    this.rate = rate;
    this.clock = new PollClock(rate, System::nanoTime);
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    try {
      if (!clock.await()) {
        return null;
      }
      FrameSource source = begun ? again() : current;
      begun = true;
      CapturedImage image = source == null || closed ? null : source.next();
      if (image == null) {
        if (closed) {
          return null;
        }
        throw FfmpegErrors.noVideo(url, "no picture in its answer");
      }
      CapturedImage.Raw raw = (CapturedImage.Raw) image;
      return new CapturedImage.Raw(clock.position(), raw.width(), raw.height(), raw.picture());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (SourceException e) {
      if (closed) { // the error was caused by close()
        return null;
      }
      throw e;
    }
  }

  /** Opens the URL again. The last picture's memory is freed with its source. */
  private @Nullable FrameSource again() throws SourceException {
    FrameSource last = current;
    if (last != null) {
      last.close();
    }
    FrameSource opened = FfmpegSource.open(url, null, options);
    current = opened;
    if (closed) {
      opened.close();
    }
    return opened;
  }

  @Override
  public List<SourceNotice> notices() {
    FrameSource source = current;
    return source == null ? List.of() : source.notices();
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "pictures over HTTP by FFmpeg, live, asked for %.4g times a second", rate);
  }

  @Override
  public void close() {
    closed = true;
    clock.close();
    FrameSource source = current;
    if (source != null) {
      source.close();
    }
  }
}
