package dev.weir.mask;

import dev.weir.frame.EventTime;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The encoded classes of one frame, with its metadata. Immutable as long as nobody changes the
 * {@link #data()} array, which is not copied.
 */
public final class Mask {
  /**
   * The largest allowed stride. It is larger than any network's stride, and small enough that the
   * frame's width and height still fit an int.
   */
  public static final int MAX_STRIDE = 256;

  /** The longest name of a model, in characters: longer than any file name. */
  public static final int MAX_MODEL = 512;

  private final FrameId id;
  private final FrameRef frameRef;
  private final Timing timing;
  private final String model;
  private final int width;
  private final int height;
  private final int stride;
  private final MaskEncoding encoding;
  private final byte[] data;
  private final @Nullable String traceparent;

  /**
   * When the frame passed each point, by wall clock. Times from several machines are comparable
   * only as far as their clocks agree. Each time must be in the range of {@link EventTime}.
   *
   * @param captured the frame's capture time
   * @param received when the segmenter read the frame
   * @param masked when the mask was finished
   */
  public record Timing(Instant captured, Instant received, Instant masked) {
    public Timing {
      EventTime.require("capture time", captured);
      EventTime.require("time of receipt", received);
      EventTime.require("time of the mask", masked);
    }
  }

  /**
   * Creates a mask and takes ownership of {@code data}.
   *
   * @param id the ID of the frame and of its mask
   * @param frameRef the frame's topic, partition and offset
   * @param timing when the frame passed each point
   * @param model {@code name@digest} of the model, followed by a suffix such as {@code +crf} for
   *     each step added to its network; 1 to {@link #MAX_MODEL} characters
   * @param width mask width in pixels
   * @param height mask height in pixels
   * @param stride frame pixels per mask pixel in each direction; 1 for a mask of the frame's size,
   *     at most {@link #MAX_STRIDE}
   * @param encoding how {@code data} stores the classes
   * @param data the encoded classes, not empty
   * @param traceparent W3C trace context to continue, or null
   * @throws IllegalArgumentException if width, height, stride or the model's name is out of range,
   *     or the length of raw classes is not {@code width * height}
   */
  @SuppressWarnings("TooManyParameters") // one for each header of the contract
  public Mask(
      FrameId id,
      FrameRef frameRef,
      Timing timing,
      String model,
      int width,
      int height,
      int stride,
      MaskEncoding encoding,
      byte[] data,
      @Nullable String traceparent) {
    if (!ImageHeader.sane(width) || !ImageHeader.sane(height)) {
      throw new IllegalArgumentException(
          "mask %s: size %dx%d, expected each side from 1 to %d"
              .formatted(id, width, height, ImageHeader.MAX_SIDE));
    }
    if (stride < 1 || stride > MAX_STRIDE) {
      throw new IllegalArgumentException(
          "mask %s: stride %d, expected 1 to %d".formatted(id, stride, MAX_STRIDE));
    }
    if (model.isEmpty() || model.length() > MAX_MODEL) {
      throw new IllegalArgumentException(
          "mask %s: model name of %d characters, expected 1 to %d"
              .formatted(id, model.length(), MAX_MODEL));
    }
    if (data.length == 0) {
      throw new IllegalArgumentException("mask %s: no data, expected classes".formatted(id));
    }
    if (encoding == MaskEncoding.RAW && data.length != (long) width * height) {
      throw new IllegalArgumentException(
          "mask %s: %d bytes of raw classes, expected %d for %dx%d"
              .formatted(id, data.length, (long) width * height, width, height));
    }
    this.id = Objects.requireNonNull(id);
    this.frameRef = Objects.requireNonNull(frameRef);
    this.timing = Objects.requireNonNull(timing);
    this.model = Objects.requireNonNull(model);
    this.width = width;
    this.height = height;
    this.stride = stride;
    this.encoding = Objects.requireNonNull(encoding);
    this.data = data;
    this.traceparent = traceparent;
  }

  /** Returns the ID of the frame. */
  public FrameId id() {
    return id;
  }

  /** Returns the frame's topic, partition and offset. */
  public FrameRef frameRef() {
    return frameRef;
  }

  /** Returns when the frame passed each point. */
  public Timing timing() {
    return timing;
  }

  /**
   * Returns {@code name@digest} of the model, followed by a suffix such as {@code +crf} for each
   * step added to its network.
   */
  public String model() {
    return model;
  }

  /** Returns the mask width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the mask height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the number of frame pixels per mask pixel in each direction. */
  public int stride() {
    return stride;
  }

  /** Returns how {@link #data()} stores the classes. */
  public MaskEncoding encoding() {
    return encoding;
  }

  /** Returns the encoded classes. The array is not a copy: do not change it. */
  public byte[] data() {
    return data;
  }

  /** Returns the W3C trace context, or null. */
  public @Nullable String traceparent() {
    return traceparent;
  }

  /**
   * Decodes the classes: one byte per pixel, rows from top to bottom.
   *
   * @throws dev.weir.frame.MalformedMessageException if the data does not match the encoding
   */
  public byte[] classes() {
    return encoding == MaskEncoding.RAW ? data.clone() : MaskPng.decode(data, width, height);
  }

  @Override
  public String toString() {
    return "Mask[%s %dx%d %s %d bytes by %s]"
        .formatted(id, width, height, encoding, data.length, model);
  }
}
