package dev.weir.mask;

import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.MediaEncoding;
import dev.weir.frame.kafka.CloudEventReader;
import dev.weir.frame.kafka.FrameDeserializer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Mask} from a record's headers and value. The classes stay encoded. The size in the
 * PNG header must match {@code ce_width} and {@code ce_height}, and a mask with more pixels than
 * the limit is rejected. Thread-safe once configured with {@link
 * FrameDeserializer#MAX_PIXELS_CONFIG}.
 */
public final class MaskDeserializer implements Deserializer<Mask> {
  private long maxPixels;

  /** Uses the default pixel limit until {@link #configure} sets another. */
  public MaskDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** Uses the given pixel limit. */
  public MaskDeserializer(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    Object limit = configs.get(FrameDeserializer.MAX_PIXELS_CONFIG);
    if (limit != null) {
      maxPixels = Long.parseLong(limit.toString());
    }
  }

  /**
   * Reads a mask. Returns null for a record without a value.
   *
   * @throws MalformedMessageException if headers or value violate the mask contract
   */
  @Override
  public @Nullable Mask deserialize(String topic, Headers headers, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    CloudEventReader event = CloudEventReader.read(topic, headers, value, MaskTopic.TYPE);
    FrameId id = event.frameId();
    event.requireSequenceOf(id);
    int width = event.required("width", Integer::valueOf);
    int height = event.required("height", Integer::valueOf);
    byte[] data = event.data();
    try {
      MaskEncoding encoding = MediaEncoding.of(MaskEncoding.class, event.contentType());
      if (encoding == MaskEncoding.PNG) {
        ImageHeader header = MaskPng.header(data).requireAtMost(maxPixels);
        if (header.width() != width || header.height() != height) {
          throw new MalformedMessageException(
              "mask %s: headers say %dx%d, the PNG says %dx%d"
                  .formatted(id, width, height, header.width(), header.height()));
        }
      }
      return new Mask(
          id,
          event.required("frameref", FrameRef::parse),
          new Mask.Timing(event.time(), event.time("receivedtime"), event.time("maskedtime")),
          event.required("model", String::valueOf),
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
  public @Nullable Mask deserialize(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    throw new MalformedMessageException(
        "record on %s: a mask needs its headers; read it with a client that passes them"
            .formatted(topic));
  }
}
