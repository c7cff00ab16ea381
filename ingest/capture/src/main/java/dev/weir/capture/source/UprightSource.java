package dev.weir.capture.source;

import dev.weir.frame.MalformedMessageException;
import dev.weir.image.ExifOrientation;
import dev.weir.image.FrameDecoder;
import dev.weir.image.Orientation;
import dev.weir.image.Pixels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JPEGs of another source upright. Nearly all are stored upright and are passed through
 * unchanged. Others are decoded and turned, because consumers of the frames disagree on whether to
 * apply Exif. Decoded pictures are passed through, because FFmpeg's source turns its own.
 */
public final class UprightSource implements FrameSource {
  private final FrameSource source;
  private final String shown;
  private final Rotation rotation;
  private final FrameDecoder decoder = new FrameDecoder();
  private @Nullable SourceNotice notice;
  private @Nullable Pixels stored;
  private @Nullable Pixels turned;

  /**
   * Wraps a source, which it closes.
   *
   * @param shown the URL without its password
   */
  public UprightSource(FrameSource source, String shown, Rotation rotation) {
    this.source = source;
    this.shown = shown;
    this.rotation = rotation;
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    CapturedImage image = source.next();
    return image instanceof CapturedImage.Jpeg jpeg ? upright(jpeg) : image;
  }

  private CapturedImage upright(CapturedImage.Jpeg jpeg) {
    Orientation found = ExifOrientation.of(jpeg.data());
    Orientation wanted = rotation.of(found);
    notice = rotation.notice(found);
    int width = jpeg.width();
    int height = jpeg.height();
    if (wanted.upright()) {
      // Otherwise browsers, which apply the tag, would turn the picture anyway.
      return found.upright()
          ? jpeg
          : new CapturedImage.Jpeg(
              jpeg.position(), width, height, ExifOrientation.reset(jpeg.data()));
    }
    return new CapturedImage.Raw(
        jpeg.position(),
        wanted.width(width, height),
        wanted.height(width, height),
        () -> turn(decode(jpeg.data()), wanted));
  }

  private Pixels decode(byte[] jpeg) throws SourceException {
    try {
      Pixels pixels = decoder.decode(jpeg, stored);
      stored = pixels;
      return pixels;
    } catch (MalformedMessageException e) {
      throw SourceException.passing(
              "%s: a picture that is to be turned cannot be decoded (%s); --rotate 0 passes it on as it is"
                  .formatted(shown, e.getMessage()))
          .causedBy(e);
    }
  }

  private Pixels turn(Pixels pixels, Orientation orientation) {
    Pixels shownPixels = orientation.apply(pixels, turned);
    turned = shownPixels;
    return shownPixels;
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
