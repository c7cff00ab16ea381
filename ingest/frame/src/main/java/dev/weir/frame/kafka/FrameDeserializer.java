package dev.weir.frame.kafka;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.MediaEncoding;
import org.apache.kafka.common.header.Headers;

/**
 * Reads a {@link Frame} from a record's headers and value. The picture stays encoded. The size in
 * its header must match {@code ce_width} and {@code ce_height}, and a picture that claims too many
 * pixels is refused before memory is allocated for it. Thread-safe once configured.
 */
public final class FrameDeserializer extends PictureDeserializer<Frame> {
  /** Uses the default pixel limit, or the limit that the configuration sets. */
  public FrameDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** Uses the given pixel limit. */
  public FrameDeserializer(long maxPixels) {
    super("frame", maxPixels);
  }

  @Override
  protected Frame read(String topic, Headers headers, byte[] value, long maxPixels) {
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
}
