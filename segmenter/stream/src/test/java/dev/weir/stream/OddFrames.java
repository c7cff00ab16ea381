package dev.weir.stream;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records that no segmenter can turn into a mask, as attackers and broken producers send them. */
final class OddFrames {
  static final byte[] KEY = "odd".getBytes(StandardCharsets.UTF_8);
  private static final int NOISE = 9_000;

  private OddFrames() {}

  static List<ProducerRecord<byte[], byte[]>> all() {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    byte[] noise = new byte[NOISE];
    new Random(1).nextBytes(noise);
    byte[] jpeg = Frames.of("odd", 0).data();
    all.add(record(KEY, null, new RecordHeaders()));
    all.add(record(null, null, new RecordHeaders()));
    all.add(record(null, noise, new RecordHeaders()));
    all.add(record(KEY, new byte[0], headers(1, 8, 8, FrameEncoding.JPEG)));
    all.add(record(KEY, noise, headers(2, 8, 8, FrameEncoding.PNG)));
    all.add(record(KEY, Arrays.copyOf(jpeg, 100), headers(3, 64, 48, FrameEncoding.JPEG)));
    // A header for 62 megapixels and a few bytes of data: decoders accept such a file.
    all.add(record(KEY, resized(jpeg, 7900, 7900), headers(4, 7900, 7900, FrameEncoding.JPEG)));
    all.add(record(KEY, resized(jpeg, 65535, 900), headers(5, 65535, 900, FrameEncoding.JPEG)));
    all.add(record(KEY, png(60000, 60000), headers(6, 60000, 60000, FrameEncoding.PNG)));
    all.add(record(KEY, png(2_000_000, 2), headers(7, 60000, 2, FrameEncoding.PNG)));
    for (String[] odd :
        new String[][] {
          {"ce_time", "9999-12-31T23:59:59Z"},
          {"ce_time", "0001-01-01T00:00:00Z"},
          {"ce_sequence", "9223372036854775807"},
          {"ce_id", "odd/s1/9223372036854775807"},
          {"ce_width", "2147483647"},
          {"ce_height", "-1"},
          {"ce_type", null},
          {"content-type", "video/mp4"}
        }) {
      Headers headers = headers(8, 64, 48, FrameEncoding.JPEG);
      headers.remove(odd[0]);
      headers.add(odd[0], odd[1] == null ? null : odd[1].getBytes(StandardCharsets.UTF_8));
      all.add(record(KEY, jpeg, headers));
    }
    return all;
  }

  private static ProducerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ProducerRecord<>(FrameTopic.NAME, 0, key, value, headers);
  }

  /** Returns the headers of a frame of that size. */
  private static Headers headers(long sequence, int width, int height, FrameEncoding encoding) {
    Headers headers = new RecordHeaders();
    FrameId id = new FrameId(new CameraId("odd"), "s1", sequence);
    new FrameSerializer()
        .serialize(
            FrameTopic.NAME,
            headers,
            new Frame(id, Instant.ofEpochSecond(1), width, height, encoding, new byte[] {1}, null));
    return headers;
  }

  /** Returns a JPEG whose header claims another size. */
  static byte[] resized(byte[] jpeg, int width, int height) {
    byte[] all = jpeg.clone();
    for (int at = 0; at < all.length - 9; at++) {
      if ((all[at] & 0xFF) == 0xFF && (all[at + 1] & 0xFF) == 0xC0) {
        ByteBuffer.wrap(all).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
        return all;
      }
    }
    throw new IllegalArgumentException("no baseline JPEG");
  }

  /** Returns a PNG with 16-bit colors that ends after its header. */
  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(33)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .putInt(0x49484452)
        .putInt(width)
        .putInt(height)
        .put(new byte[] {16, 6, 0, 0, 0})
        .array();
  }
}
