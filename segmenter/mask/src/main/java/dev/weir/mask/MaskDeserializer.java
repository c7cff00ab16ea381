package dev.weir.mask;

import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.MediaEncoding;
import dev.weir.frame.kafka.CloudEventReader;
import dev.weir.frame.kafka.PictureDeserializer;
import org.apache.kafka.common.header.Headers;

/**
 * Reads a {@link Mask} from a record's headers and value. The classes stay encoded. The size in the
 * PNG header must match {@code ce_width} and {@code ce_height}, and a mask with more pixels than
 * the limit is rejected. Thread-safe once configured with {@link
 * PictureDeserializer#MAX_PIXELS_CONFIG}.
 */
public final class MaskDeserializer extends PictureDeserializer<Mask> {
  /** Uses the default pixel limit, or the limit that the configuration sets. */
  public MaskDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** Uses a given pixel limit. */
  public MaskDeserializer(long maxPixels) {
    super("mask", maxPixels);
  }

  @Override
  protected Mask read(String topic, Headers headers, byte[] value, long maxPixels) {
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
}
