package dev.weir.mask;

import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.CloudEventReader;
import dev.weir.frame.kafka.PictureDeserializer;

/**
 * Reads a {@link Mask} from a record's headers and value. The classes stay encoded. The size in the
 * PNG header must match {@code ce_width} and {@code ce_height}, and a mask with more pixels than
 * the limit is refused. Thread-safe once configured.
 */
public final class MaskDeserializer extends PictureDeserializer<Mask> {
  /** Uses the default pixel limit until {@link #configure} sets another. */
  public MaskDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** Uses the given pixel limit. */
  public MaskDeserializer(long maxPixels) {
    super(MaskTopic.TYPE, "a mask", maxPixels);
  }

  @Override
  protected Mask read(CloudEventReader event, FrameId id, int width, int height) {
    byte[] data = event.data();
    MaskEncoding encoding = MaskEncoding.ofMediaType(event.contentType());
    if (encoding == MaskEncoding.PNG) {
      ImageHeader header = requireAllowed(MaskPng.header(data));
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
  }
}
