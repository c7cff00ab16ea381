package dev.weir.mask;

import dev.weir.frame.EventTime;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One frame's classes, encoded, and what is known about them. Immutable if its owner leaves {@link
 * #data()} alone: the array is handed over, not copied.
 */
public final class Mask {
  /** The largest stride: more than any network's, and a frame's side still fits a number. */
  public static final int MAX_STRIDE = 256;

  /** The longest name of a model, in characters: more than any file's. */
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
   * When the frame passed each point (wall clocks; of one machine, or of several as well as those
   * agree), each in the range of {@link EventTime}.
   *
   * @param captured the frame's capture time
   * @param received when the segmenter took the frame up
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
   * A mask that owns {@code data} from now on.
   *
   * @param id the frame's identity, which is the mask's too
   * @param frameRef where the frame lies in Kafka
   * @param timing when the frame passed each point
   * @param model {@code name@digest} of the model that made it, followed by {@code +crf} or the
   *     like for what was done besides its network; 1 to {@link #MAX_MODEL} characters
   * @param width of the mask, pixels
   * @param height of the mask, pixels
   * @param stride frame pixels per mask pixel in each direction; 1 for a mask of the frame's size,
   *     at most {@link #MAX_STRIDE}
   * @param encoding how {@code data} holds the classes
   * @param data the encoded classes, not empty
   * @param traceparent W3C trace context to continue, or null
   * @throws IllegalArgumentException if a side, the stride or the model's name is out of range, or
   *     raw classes have another length than {@code width * height}
   */
  @SuppressWarnings("TooManyParameters") // one per header of the contract
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

  /** The frame's identity. */
  public FrameId id() {
    return id;
  }

  /** Where the frame lies in Kafka. */
  public FrameRef frameRef() {
    return frameRef;
  }

  /** When the frame passed each point. */
  public Timing timing() {
    return timing;
  }

  /** {@code name@digest}, and {@code +…} for what was done besides its network. */
  public String model() {
    return model;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** Frame pixels per mask pixel in each direction. */
  public int stride() {
    return stride;
  }

  /** How {@link #data()} holds the classes. */
  public MaskEncoding encoding() {
    return encoding;
  }

  /** The encoded classes themselves, not a copy: read only. */
  public byte[] data() {
    return data;
  }

  /** W3C trace context, or null. */
  public @Nullable String traceparent() {
    return traceparent;
  }

  /**
   * The classes, one byte a pixel, rows top-down.
   *
   * @throws dev.weir.frame.MalformedMessageException if the data is not what the encoding says
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
