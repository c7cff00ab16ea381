package dev.weir.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a source is opened.
 *
 * @param size to scale pictures to, or null to leave them as they come
 * @param openDeadline how long opening may take
 * @param readDeadline how long a live source may be silent before it counts as broken
 */
public record SourceOptions(
    @Nullable FrameSize size, Duration openDeadline, Duration readDeadline) {
  /** As they come, 5 s to open, 5 s of silence. */
  public static final SourceOptions DEFAULTS =
      new SourceOptions(null, Duration.ofSeconds(5), Duration.ofSeconds(5));

  public SourceOptions {
    if (openDeadline.isNegative() || openDeadline.isZero()) {
      throw new IllegalArgumentException(
          "open deadline %s: expected a time above 0".formatted(openDeadline));
    }
    if (readDeadline.isNegative() || readDeadline.isZero()) {
      throw new IllegalArgumentException(
          "read deadline %s: expected a time above 0".formatted(readDeadline));
    }
  }
}
