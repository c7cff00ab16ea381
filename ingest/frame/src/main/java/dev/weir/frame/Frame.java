package dev.weir.frame;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One picture of one camera, still encoded, and what is known about it. Immutable if its owner
 * leaves {@link #data()} alone: the array is handed over, not copied, because it is the bulk of all
 * traffic.
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
   * A frame that owns {@code data} from now on.
   *
   * @param id camera, session, sequence
   * @param captureTime when the picture was taken, as near as capture can tell (wall clock), in the
   *     range of {@link EventTime}
   * @param width pixels, from 1
   * @param height pixels, from 1
   * @param encoding how {@code data} holds the picture
   * @param data the encoded picture, not empty
   * @param traceparent W3C trace context to continue, or null
   * @throws IllegalArgumentException if a side is out of range, the time is, {@code data} is empty,
   *     or raw pixels have another length than {@code width * height * 3}
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
    if (encoding == FrameEncoding.BGR && data.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "frame %s: %d bytes of raw pixels, expected %d for %dx%d"
              .formatted(id, data.length, 3L * width * height, width, height));
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

  /** When the picture was taken (wall clock of the capturing machine). */
  public Instant captureTime() {
    return captureTime;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** How {@link #data()} holds the picture. */
  public FrameEncoding encoding() {
    return encoding;
  }

  /** The encoded picture itself, not a copy: read only. */
  public byte[] data() {
    return data;
  }

  /** W3C trace context, or null. */
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
