package dev.weir.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.frame.Frame;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;
import java.nio.ByteBuffer;

/**
 * A frame and its mask as one WebSocket message: four bytes with the header's length (big endian),
 * the JSON header, the frame's bytes, the mask's bytes. Browsers can display both images without
 * conversion.
 */
final class PairMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The JSON header; times are milliseconds since the epoch. */
  private record Header(
      String camera,
      String id,
      String model,
      int width,
      int height,
      long captured,
      long masked,
      int frameBytes,
      int maskBytes) {}

  private PairMessage() {}

  static byte[] of(Pair pair, ModelClasses classes) {
    Frame frame = pair.frame();
    Mask mask = pair.mask();
    byte[] picture = frame.data();
    byte[] png = png(mask, classes);
    byte[] json =
        json(
            new Header(
                frame.id().camera().value(),
                frame.id().toString(),
                mask.model(),
                frame.width(),
                frame.height(),
                mask.timing().captured().toEpochMilli(),
                mask.timing().masked().toEpochMilli(),
                picture.length,
                png.length));
    return ByteBuffer.wrap(new byte[Integer.BYTES + json.length + picture.length + png.length])
        .putInt(json.length)
        .put(json)
        .put(picture)
        .put(png)
        .array();
  }

  /** Returns a palette PNG, whatever the mask's encoding is. */
  static byte[] png(Mask mask, ModelClasses classes) {
    return mask.encoding() == MaskEncoding.PNG
        ? mask.data()
        : MaskPng.encode(mask.data(), mask.width(), mask.height(), classes.of(mask.model()));
  }

  private static byte[] json(Header header) {
    try {
      return JSON.writeValueAsBytes(header);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text are always JSON", e);
    }
  }
}
