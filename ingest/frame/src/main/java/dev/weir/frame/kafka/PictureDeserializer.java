package dev.weir.frame.kafka;

import dev.weir.frame.MalformedMessageException;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose value is a picture and whose metadata is in headers, up to a number of
 * pixels. Thread-safe once configured.
 *
 * @param <T> the type of the messages
 */
public abstract class PictureDeserializer<T> implements Deserializer<T> {
  /**
   * Configuration key: the maximum number of pixels of a picture, an integer. Default: 64,000,000.
   */
  public static final String MAX_PIXELS_CONFIG = "weir.max.pixels";

  private final String kind;
  private long maxPixels;

  /**
   * Uses a pixel limit until {@link #configure} sets another.
   *
   * @param kind what a message is called in errors
   */
  protected PictureDeserializer(String kind, long maxPixels) {
    this.kind = kind;
    this.maxPixels = maxPixels;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
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
    return value == null ? null : read(topic, headers, value, maxPixels);
  }

  @Override
  public final @Nullable T deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    throw new MalformedMessageException(
        "record on %s: a %s needs its headers; read it with a client that passes them"
            .formatted(topic, kind));
  }

  /**
   * Reads a message.
   *
   * @param maxPixels the most pixels that the picture may have
   * @throws MalformedMessageException if headers or value violate the contract
   */
  protected abstract T read(String topic, Headers headers, byte[] value, long maxPixels);
}
