package dev.weir.capture.source;

import dev.weir.image.Orientation;
import dev.weir.image.Pixels;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the pictures of a drive by the user's rotation. A drive has no orientation metadata. */
public final class TurnedSource implements FrameSource {
  private final FrameSource source;
  private final Rotation rotation;
  private final Orientation orientation;
  private @Nullable Pixels turned;

  /** Wraps a source of decoded pictures, which it closes. */
  public TurnedSource(FrameSource source, Rotation rotation) {
    this.source = source;
    this.rotation = rotation;
    this.orientation = rotation.of(Orientation.UPRIGHT);
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    CapturedImage image = source.next();
    if (orientation.upright() || !(image instanceof CapturedImage.Raw raw)) {
      return image;
    }
    return new CapturedImage.Raw(
        raw.position(),
        orientation.width(raw.width(), raw.height()),
        orientation.height(raw.width(), raw.height()),
        () -> turn(raw.pixels()));
  }

  private Pixels turn(Pixels pixels) {
    Pixels shown = orientation.apply(pixels, turned);
    turned = shown;
    return shown;
  }

  @Override
  public List<SourceNotice> notices() {
    return Stream.ofNullable(rotation.notice(Orientation.UPRIGHT)).toList();
  }

  @Override
  public boolean live() {
    return source.live();
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
