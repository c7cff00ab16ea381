package dev.weir.capture.source;

import dev.weir.frame.MalformedMessageException;
import dev.weir.image.ExifOrientation;
import dev.weir.image.FrameDecoder;
import dev.weir.image.Orientation;
import dev.weir.image.PixelScaler;
import dev.weir.image.Pixels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JPEGs of another source upright and scales them. A JPEG that needs neither is passed
 * through unchanged, as nearly all do. Others are decoded. A JPEG is turned here because consumers
 * of the frames disagree on whether to apply Exif. Decoded pictures are passed through, because
 * FFmpeg's source turns and scales its own.
 */
public final class JpegTransformSource implements FrameSource {
  private final FrameSource source;
  private final String shown;
  private final @Nullable FrameSize size;
  private final Rotation rotation;
  private final FrameDecoder decoder = new FrameDecoder();
  private @Nullable SourceNotice notice;
  private @Nullable Pixels stored;
  private @Nullable Pixels scaled;
  private @Nullable Pixels turned;

  /**
   * Wraps a source, which it closes.
   *
   * @param shown the URL without its password
   */
  public JpegTransformSource(FrameSource source, String shown, SourceOptions options) {
    this.source = source;
    this.shown = shown;
    this.size = options.size();
    this.rotation = options.rotation();
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    CapturedImage image = source.next();
    return image instanceof CapturedImage.Jpeg jpeg ? transformed(jpeg) : image;
  }

  private CapturedImage transformed(CapturedImage.Jpeg jpeg) {
    Orientation found = ExifOrientation.of(jpeg.data());
    Orientation wanted = rotation.of(found);
    notice = rotation.notice(found);
    FrameSize shownSize = size(jpeg, wanted);
    boolean sameSize = size == null || size.equals(new FrameSize(jpeg.width(), jpeg.height()));
    if (wanted.upright() && sameSize) {
      // Otherwise browsers, which apply the tag, would turn the picture anyway.
      return found.upright()
          ? jpeg
          : new CapturedImage.Jpeg(
              jpeg.position(), jpeg.width(), jpeg.height(), ExifOrientation.reset(jpeg.data()));
    }
    return new CapturedImage.Raw(
        jpeg.position(),
        shownSize.width(),
        shownSize.height(),
        () -> turn(scale(decode(jpeg.data()), wanted), wanted));
  }

  /** The size after scaling and turning. */
  private FrameSize size(CapturedImage.Jpeg jpeg, Orientation wanted) {
    FrameSize fixed = size;
    return fixed != null
        ? fixed
        : new FrameSize(
            wanted.width(jpeg.width(), jpeg.height()), wanted.height(jpeg.width(), jpeg.height()));
  }

  private Pixels decode(byte[] jpeg) throws SourceException {
    try {
      Pixels pixels = decoder.decode(jpeg, stored);
      stored = pixels;
      return pixels;
    } catch (MalformedMessageException e) {
      throw SourceException.passing(
              "%s: a picture cannot be decoded to turn or scale it (%s); without --rotate and --size it is sent unchanged"
                  .formatted(shown, e.getMessage()))
          .causedBy(e);
    }
  }

  private Pixels scale(Pixels pixels, Orientation wanted) {
    FrameSize fixed = size;
    if (fixed == null) {
      return pixels;
    }
    int width = wanted.width(fixed.width(), fixed.height());
    int height = wanted.height(fixed.width(), fixed.height());
    if (pixels.width() == width && pixels.height() == height) {
      return pixels;
    }
    Pixels fitted = PixelScaler.scale(pixels, width, height, scaled);
    scaled = fitted;
    return fitted;
  }

  private Pixels turn(Pixels pixels, Orientation orientation) {
    if (orientation.upright()) {
      return pixels;
    }
    Pixels upright = orientation.apply(pixels, turned);
    turned = upright;
    return upright;
  }

  @Override
  public List<SourceNotice> notices() {
    SourceNotice own = notice;
    List<SourceNotice> all = source.notices();
    if (own == null) {
      return all;
    }
    List<SourceNotice> both = new ArrayList<>(all);
    both.add(own);
    return both;
  }

  @Override
  public boolean live() {
    return source.live();
  }

  @Override
  public boolean inBursts() {
    return source.inBursts();
  }

  @Override
  public Optional<Instant> origin() {
    return source.origin();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void close() {
    source.close();
  }
}
