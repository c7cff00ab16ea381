package dev.weir.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frame and its mask as one WebSocket message: four bytes with the header's length (big endian),
 * the JSON header, the frame's bytes, the mask's bytes. Browsers can display both images without
 * conversion.
 */
final class PairMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PairMessage() {}

  static byte[] of(Pair pair, ModelClasses classes) {
    Frame frame = pair.frame();
    Mask mask = pair.mask();
    byte[] picture = picture(frame);
    byte[] png = png(mask, classes);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("camera", frame.id().camera().value());
    header.put("id", frame.id().toString());
    header.put("model", mask.model());
    header.put("width", frame.width());
    header.put("height", frame.height());
    header.put("captured", mask.timing().captured().toEpochMilli());
    header.put("masked", mask.timing().masked().toEpochMilli());
    header.put("frameBytes", picture.length);
    header.put("maskBytes", png.length);
    byte[] json = json(header);
    return ByteBuffer.wrap(new byte[Integer.BYTES + json.length + picture.length + png.length])
        .putInt(json.length)
        .put(json)
        .put(picture)
        .put(png)
        .array();
  }

  /** Returns the frame in a format that browsers decode; they cannot decode raw pixels. */
  static byte[] picture(Frame frame) {
    if (frame.encoding() != FrameEncoding.BGR) {
      return frame.data();
    }
    return new JpegEncoder(JpegEncoder.DEFAULT_QUALITY)
        .encode(new FrameDecoder(Long.MAX_VALUE).decode(frame, null)); // the publisher has a limit
  }

  /** Returns a palette PNG, whatever the mask's encoding is. */
  static byte[] png(Mask mask, ModelClasses classes) {
    return mask.encoding() == MaskEncoding.PNG
        ? mask.data()
        : MaskPng.encode(mask.data(), mask.width(), mask.height(), classes.of(mask.model()));
  }

  private static byte[] json(Map<String, Object> header) {
    try {
      return JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text are always JSON", e);
    }
  }
}
