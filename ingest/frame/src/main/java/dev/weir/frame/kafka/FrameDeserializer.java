package dev.weir.frame.kafka;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;

/**
 * Reads a {@link Frame} from a record's headers and value. The picture stays encoded. The size in
 * its header must match {@code ce_width} and {@code ce_height}, and a picture that claims too many
 * pixels is refused before memory is allocated for it. Thread-safe once configured.
 */
public final class FrameDeserializer extends PictureDeserializer<Frame> {
  /** Uses the default pixel limit until {@link #configure} sets another. */
  public FrameDeserializer() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /** Uses the given pixel limit. */
  public FrameDeserializer(long maxPixels) {
    super(FrameTopic.TYPE, "a frame", maxPixels);
  }

  @Override
  protected Frame read(CloudEventReader event, FrameId id, int width, int height) {
    FrameEncoding encoding = FrameEncoding.ofMediaType(event.contentType());
    byte[] data = event.data();
    if (encoding == FrameEncoding.BGR) {
      requireAllowed(new ImageHeader(encoding, width, height));
    } else {
      ImageHeader header = requireAllowed(ImageHeader.read(data));
      if (!header.equals(new ImageHeader(encoding, width, height))) {
        throw new MalformedMessageException(
            "frame %s: headers say %s %dx%d, the picture says %s %dx%d"
                .formatted(
                    id,
                    encoding,
                    width,
                    height,
                    header.encoding(),
                    header.width(),
                    header.height()));
      }
    }
    return new Frame(
        id,
        event.time(),
        width,
        height,
        encoding,
        data,
        event.plainHeader(CloudEventReader.TRACEPARENT));
  }
}
