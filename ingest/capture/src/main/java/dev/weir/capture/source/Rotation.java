package dev.weir.capture.source;

import dev.weir.image.Orientation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a camera's pictures are turned before they become frames. */
public enum Rotation {
  /** As the stream's metadata specifies: a display matrix or an Exif orientation. */
  AUTO(0),
  /** Pictures stay as stored. The metadata is ignored. */
  NONE(1),
  /** A quarter turn clockwise from the stored picture. */
  CLOCKWISE_90(6),
  /** Half a turn from the stored picture. */
  HALF_TURN(3),
  /** Three quarter turns clockwise from the stored picture. */
  CLOCKWISE_270(8);

  private final int exif; // the equivalent Exif orientation; 0 to use the metadata's

  Rotation(int exif) {
    this.exif = exif;
  }

  /**
   * Parses {@code auto}, {@code 0}, {@code 90}, {@code 180}, or {@code 270}.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Rotation parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> AUTO;
      case "0" -> NONE;
      case "90" -> CLOCKWISE_90;
      case "180" -> HALF_TURN;
      case "270" -> CLOCKWISE_270;
      default ->
          throw new IllegalArgumentException(
              "rotate '%s': expected auto, 0, 90, 180 or 270 (degrees clockwise)".formatted(text));
    };
  }

  /** Whether pictures without orientation metadata are left as they are. */
  public boolean keepsUpright() {
    return of(Orientation.UPRIGHT).upright();
  }

  /** Returns the rotation to apply to a picture with the orientation {@code found}. */
  public Orientation of(Orientation found) {
    return this == AUTO ? found : Orientation.ofExif(exif);
  }

  /** Returns the log line for a picture with the orientation {@code found}, or null. */
  @Nullable
  public SourceNotice notice(Orientation found) {
    Orientation applied = of(found);
    if (this == AUTO) {
      return found.upright()
          ? null
          : new SourceNotice(
              SourceNotice.Kind.ORIENTATION,
              "%s, as the stream's metadata specifies; --rotate 0 leaves frames as they are stored"
                  .formatted(applied));
    }
    return applied.equals(found)
        ? null
        : new SourceNotice(
            SourceNotice.Kind.ORIENTATION,
            "%s, set by --rotate; the stream's metadata specifies %s".formatted(applied, found));
  }
}
