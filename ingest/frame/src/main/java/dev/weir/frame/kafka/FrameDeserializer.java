package dev.weir.frame.kafka;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.MediaEncoding;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's headers and value into a {@link Frame}. The picture stays encoded. Its size is
 * compared with {@code ce_width} and {@code ce_height}, and a picture that claims too many pixels
 * is refused before memory is allocated for it. Thread-safe once configured.
 */
public final class FrameDeserializer implements Deserializer<Frame> {
  /**
   * Configuration key: the maximum number of pixels of a frame, an integer. Default: 64,000,000.
   */
  public static final String MAX_PIXELS_CONFIG = "weir.max.pixels";

  private long maxPixels;

  /** Uses the default pixel limit, or the limit that {@link #configure} sets. */
  public FrameDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** Uses a given pixel limit. */
  public FrameDeserializer(long maxPixels) {
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
   * Reads a frame. Returns null for a record without a value.
   *
   * @throws MalformedMessageException if headers or value violate the contract
   */
  @Override
  public @Nullable Frame deserialize(String topic, Headers headers, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    CloudEventReader event = CloudEventReader.read(topic, headers, value, FrameTopic.TYPE);
    FrameId id = event.frameId();
    event.requireSequenceOf(id);
    int width = event.required("width", Integer::valueOf);
    int height = event.required("height", Integer::valueOf);
    FrameEncoding encoding = MediaEncoding.of(FrameEncoding.class, event.contentType());
    byte[] data = event.data();
    ImageHeader header = ImageHeader.read(data).requireAtMost(maxPixels);
    if (!header.equals(new ImageHeader(encoding, width, height))) {
      throw new MalformedMessageException(
          "frame %s: headers say %s %dx%d, the picture says %s %dx%d"
              .formatted(
                  id, encoding, width, height, header.encoding(), header.width(), header.height()));
    }
    try {
      return new Frame(
          id,
          event.time(),
          width,
          height,
          encoding,
          data,
          event.plainHeader(CloudEventReader.TRACEPARENT));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage(), e);
    }
  }

  @Override
  public @Nullable Frame deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    throw new MalformedMessageException(
        "record on %s: a frame needs its headers; read it with a client that passes them"
            .formatted(topic));
  }
}
