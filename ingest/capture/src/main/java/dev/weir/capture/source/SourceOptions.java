package dev.weir.capture.source;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a source is opened.
 *
 * @param size to scale pictures to, whatever their shape, or null to leave them as they come
 * @param openDeadline how long opening may take
 * @param readDeadline how long a live source may be silent before it counts as broken
 * @param decodeThreads that decode one source at most, 1 to 64
 * @param hwaccel where it is decoded
 * @param rotation how pictures are turned; a size is that of the turned ones
 */
public record SourceOptions(
    @Nullable FrameSize size,
    Duration openDeadline,
    Duration readDeadline,
    int decodeThreads,
    HwAccel hwaccel,
    Rotation rotation) {
  private static final int THREADS = 2;
  private static final int MOST_THREADS = 64;

  /** As they come, 5 s to open, 5 s of silence, two threads of the processor. */
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
    if (decodeThreads < 1 || decodeThreads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "decode-threads %d: expected 1 to %d".formatted(decodeThreads, MOST_THREADS));
    }
    Objects.requireNonNull(hwaccel);
    Objects.requireNonNull(rotation);
  }

  /** On two threads of the processor, turned as the stream says. */
  public SourceOptions(@Nullable FrameSize size, Duration openDeadline, Duration readDeadline) {
    this(size, openDeadline, readDeadline, THREADS, HwAccel.NONE, Rotation.AUTO);
  }

  /** Of another size; null leaves pictures as they come. */
  public SourceOptions withSize(@Nullable FrameSize other) {
    return new SourceOptions(other, openDeadline, readDeadline, decodeThreads, hwaccel, rotation);
  }

  /** With another time to open. */
  public SourceOptions withOpenDeadline(Duration other) {
    return new SourceOptions(size, other, readDeadline, decodeThreads, hwaccel, rotation);
  }

  /** Decoded by another number of threads. */
  public SourceOptions withDecodeThreads(int other) {
    return new SourceOptions(size, openDeadline, readDeadline, other, hwaccel, rotation);
  }

  /** Decoded elsewhere. */
  public SourceOptions withHwaccel(HwAccel other) {
    return new SourceOptions(size, openDeadline, readDeadline, decodeThreads, other, rotation);
  }

  /** Turned otherwise. */
  public SourceOptions withRotation(Rotation other) {
    return new SourceOptions(size, openDeadline, readDeadline, decodeThreads, hwaccel, other);
  }
}
