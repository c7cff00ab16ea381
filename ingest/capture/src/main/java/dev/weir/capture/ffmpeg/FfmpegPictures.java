package dev.weir.capture.ffmpeg;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes single pictures of any format that FFmpeg knows, such as PNG or WebP. One thread decodes;
 * any thread may close.
 */
public final class FfmpegPictures implements AutoCloseable {
  private final SourceUrl url;
  private final SourceOptions options;
  private volatile @Nullable FfmpegSource current; // its memory holds the last picture
  private volatile boolean closed;

  /** Creates a decoder; {@code url} names the camera in errors. */
  public FfmpegPictures(SourceUrl url, SourceOptions options) {
    this.url = url;
    this.options = options;
  }

  /**
   * Decodes a picture. Its pixels are valid until the next call.
   *
   * @return null if closed
   * @throws SourceException if FFmpeg cannot decode it
   */
  public @Nullable CapturedImage decode(Duration position, byte[] picture) throws SourceException {
    closeCurrent();
    String data =
        "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(picture);
    FfmpegSource opened =
        FfmpegSource.open(
            new SourceUrl(SourceUrl.Kind.HTTP, data, url.shown()), FfmpegHints.NONE, options);
    current = opened;
    if (closed) {
      opened.close();
    }
    return opened.next() instanceof CapturedImage.Raw raw
        ? new CapturedImage.Raw(position, raw.width(), raw.height(), raw.picture())
        : null;
  }

  /** Notices about the last picture. */
  public List<SourceNotice> notices() {
    FfmpegSource source = current;
    return source == null ? List.of() : source.notices();
  }

  private void closeCurrent() {
    FfmpegSource source = current;
    if (source != null) {
      source.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeCurrent();
  }
}
