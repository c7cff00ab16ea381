package dev.weir.mask;

import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.CloudEventReader;
import dev.weir.frame.kafka.FrameDeserializer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A record's headers and value to a {@link Mask}. The classes stay encoded; the PNG's own header is
 * compared with {@code ce_width} and {@code ce_height}, and one that claims more pixels than
 * allowed is refused. Thread-safe once configured with {@link FrameDeserializer#MAX_PIXELS_CONFIG}.
 */
public final class MaskDeserializer implements Deserializer<Mask> {
  private long maxPixels;

  /** With the default pixel limit, or the one that {@link #configure} sets. */
  public MaskDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** With a pixel limit. */
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
   * Reads a mask; null for a record without value.
   *
   * @throws MalformedMessageException if headers and value do not keep the contract
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
      MaskEncoding encoding = MaskEncoding.ofMediaType(event.contentType());
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
          event.required("stride", Integer::valueOf),
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
