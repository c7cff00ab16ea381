package dev.weir.frame.kafka;

import dev.weir.frame.FrameId;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose value is a picture and whose headers are CloudEvents with an ID, a sequence
 * and a size. Pictures stay encoded. Thread-safe once configured with {@link #MAX_PIXELS_CONFIG}.
 *
 * @param <T> the message, for example a frame
 */
public abstract class PictureDeserializer<T> implements Deserializer<T> {
  /**
   * Configuration key: the maximum number of pixels of a picture, an integer. Default: 64,000,000.
   */
  public static final String MAX_PIXELS_CONFIG = "weir.max.pixels";

  private final String type;
  private final String noun;
  private long maxPixels;

  /**
   * Creates a deserializer.
   *
   * @param type the message type, {@code ce_type}
   * @param noun the message in errors, for example "a frame"
   * @param maxPixels the pixel limit until {@link #configure} sets another
   */
  protected PictureDeserializer(String type, String noun, long maxPixels) {
    this.type = type;
    this.noun = noun;
    this.maxPixels = maxPixels;
  }

  @Override
  public final void configure(Map<String, ?> configs, boolean isKey) {
    Object limit = configs.get(MAX_PIXELS_CONFIG);
    if (limit != null) {
      maxPixels = Long.parseLong(limit.toString());
    }
  }

  /**
   * Reads a message. Returns null for a record without a value.
   *
   * @throws MalformedMessageException if headers or value violate the contract
   */
  @Override
  public final @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    CloudEventReader event = CloudEventReader.read(topic, headers, value, type);
    FrameId id = event.frameId();
    event.requireSequenceOf(id);
    int width = event.required("width", Integer::valueOf);
    int height = event.required("height", Integer::valueOf);
    try {
      return read(event, id, width, height);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage(), e);
    }
  }

  @Override
  public final @Nullable T deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    throw new MalformedMessageException(
        "record on %s: %s needs its headers; read it with a client that passes them"
            .formatted(topic, noun));
  }

  /**
   * Reads the rest of the message.
   *
   * @throws MalformedMessageException if headers or value violate the contract
   * @throws IllegalArgumentException if a value is out of range; reported as malformed
   */
  protected abstract T read(CloudEventReader event, FrameId id, int width, int height);

  /**
   * Returns the header.
   *
   * @throws MalformedMessageException if it claims more pixels than the limit
   */
  protected final ImageHeader requireAllowed(ImageHeader header) {
    return header.requireAtMost(maxPixels);
  }
}
