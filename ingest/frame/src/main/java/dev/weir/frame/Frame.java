package dev.weir.frame;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One encoded picture of one camera, with its metadata. Immutable as long as the caller does not
 * change {@link #data()}: the array is not copied, because it is the bulk of all traffic.
 */
public final class Frame {
  private final FrameId id;
  private final Instant captureTime;
  private final int width;
  private final int height;
  private final FrameEncoding encoding;
  private final byte[] data;
  private final @Nullable String traceparent;

  /**
   * Creates a frame that takes ownership of {@code data}.
   *
   * @param id camera, session, sequence
   * @param captureTime wall-clock time when the picture was taken, as accurate as capture can tell,
   *     in the range of {@link EventTime}
   * @param width pixels, from 1
   * @param height pixels, from 1
   * @param encoding the format of {@code data}
   * @param data the encoded picture, not empty
   * @param traceparent W3C trace context to continue, or null
   * @throws IllegalArgumentException if a side or the time is out of range, or {@code data} is
   *     empty
   */
  public Frame(
      FrameId id,
      Instant captureTime,
      int width,
      int height,
      FrameEncoding encoding,
      byte[] data,
      @Nullable String traceparent) {
    if (!ImageHeader.sane(width) || !ImageHeader.sane(height)) {
      throw new IllegalArgumentException(
          "frame %s: size %dx%d, expected each side from 1 to %d"
              .formatted(id, width, height, ImageHeader.MAX_SIDE));
    }
    if (data.length == 0) {
      throw new IllegalArgumentException("frame %s: no data, expected a picture".formatted(id));
    }
    this.id = Objects.requireNonNull(id);
    this.captureTime = EventTime.require("frame " + id + ": capture time", captureTime);
    this.width = width;
    this.height = height;
    this.encoding = Objects.requireNonNull(encoding);
    this.data = data;
    this.traceparent = traceparent;
  }

  /** Camera, session, sequence. */
  public FrameId id() {
    return id;
  }

  /** When the picture was taken, by the wall clock of the capturing machine. */
  public Instant captureTime() {
    return captureTime;
  }

  /** The width in pixels. */
  public int width() {
    return width;
  }

  /** The height in pixels. */
  public int height() {
    return height;
  }

  /** The format of {@link #data()}. */
  public FrameEncoding encoding() {
    return encoding;
  }

  /** The encoded picture itself, not a copy. Read only. */
  public byte[] data() {
    return data;
  }

  /** The W3C trace context, or null. */
  public @Nullable String traceparent() {
    return traceparent;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Frame other
        && id.equals(other.id)
        && captureTime.equals(other.captureTime)
        && width == other.width
        && height == other.height
        && encoding == other.encoding
        && Arrays.equals(data, other.data)
        && Objects.equals(traceparent, other.traceparent);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Frame[%s %dx%d %s %d bytes at %s]"
        .formatted(id, width, height, encoding, data.length, captureTime);
  }
}
