package dev.weir.capture.source;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options for opening a source.
 *
 * @param size size to scale pictures to, regardless of their aspect ratio, or null to keep their
 *     size
 * @param openDeadline how long opening may take
 * @param readDeadline how long a live source may be silent before it counts as broken
 * @param decodeThreads maximum number of decoding threads per source, 1 to 64
 * @param hwaccel which device decodes
 * @param rotation how pictures are turned; {@code size} is the size after the turn
 */
@RecordBuilder
public record SourceOptions(
    @Nullable FrameSize size,
    Duration openDeadline,
    Duration readDeadline,
    int decodeThreads,
    HwAccel hwaccel,
    Rotation rotation)
    implements SourceOptionsBuilder.With {
  private static final int THREADS = 2;
  private static final int MAX_THREADS = 64;

  /** Original size, 5 s to open, 5 s of silence, two CPU threads. */
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
    if (decodeThreads < 1 || decodeThreads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "decode-threads %d: expected 1 to %d".formatted(decodeThreads, MAX_THREADS));
    }
    Objects.requireNonNull(hwaccel);
    Objects.requireNonNull(rotation);
  }

  /** Creates options with two CPU threads and the rotation from the stream's metadata. */
  public SourceOptions(@Nullable FrameSize size, Duration openDeadline, Duration readDeadline) {
    this(size, openDeadline, readDeadline, THREADS, HwAccel.NONE, Rotation.AUTO);
  }

  /** Returns a copy with another size; null keeps the original size. */
  @Override
  public SourceOptions withSize(@Nullable FrameSize other) { // generated without @Nullable
    return new SourceOptions(other, openDeadline, readDeadline, decodeThreads, hwaccel, rotation);
  }
}
