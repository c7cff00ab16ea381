package dev.weir.frame.kafka;

import dev.weir.frame.FrameRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The topic of records that could not be processed. Key, value, and headers are kept. Additional
 * headers tell why the record failed ({@value #CAUSE}), in which stage ({@value #STAGE}), and where
 * it came from ({@value #ORIGIN}). These headers can make a record too large for the topic, and a
 * dead record that cannot be written would stop its stage. In that case the end of the value is cut
 * off, and {@value #CUT} has its original size.
 */
public final class DeadLetterTopic {
  /** The topic's name. */
  public static final String NAME = "weir.dead";

  /** Header: what went wrong, in a sentence. */
  public static final String CAUSE = "weir_cause";

  /** Header: the stage that gave up, such as {@code segmenter}. */
  public static final String STAGE = "weir_stage";

  /** Header: {@code topic-partition@offset} of the record that failed. */
  public static final String ORIGIN = "weir_origin";

  /** Header: the value's original size in bytes. Only present if the value was cut. */
  public static final String CUT = "weir_cut";

  private static final int MAX_CAUSE = 1000;
  // for the batch, the record, and each header: lengths, offsets, timestamps
  private static final int FRAMING = 1024;
  private static final int HEADER_FRAMING = 16;

  private DeadLetterTopic() {}

  /**
   * The topic to create. Its retention is a week, so that somebody can inspect and replay records.
   */
  public static NewTopic definition(int partitions, short replication) {
    return Topics.definition(NAME, partitions, replication, Duration.ofDays(7), Topics.GIBIBYTE);
  }

  /** Creates the dead-letter record of a failed record. */
  public static ProducerRecord<byte[], byte[]> record(
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      String stage,
      FrameRef origin,
      Throwable cause) {
    Headers all = new RecordHeaders(headers);
    all.remove(CAUSE).remove(STAGE).remove(ORIGIN).remove(CUT);
    if (bytes(all) > Topics.MAX_MESSAGE_BYTES / 2) {
      all = new RecordHeaders(); // not in Weir's contract, and of no use to a replay
    }
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    all.add(CAUSE, utf8(why.substring(0, Math.min(MAX_CAUSE, why.length()))));
    all.add(STAGE, utf8(stage));
    all.add(ORIGIN, utf8(origin.toString()));
    byte[] kept = key != null && key.length > Topics.MAX_MESSAGE_BYTES / 4 ? null : key;
    long room = Topics.MAX_MESSAGE_BYTES - FRAMING - bytes(all) - (kept == null ? 0 : kept.length);
    byte[] cut = value;
    if (value != null && value.length > room) {
      cut = Arrays.copyOf(value, (int) room);
      all.add(CUT, utf8(Integer.toString(value.length)));
    }
    return new ProducerRecord<>(NAME, origin.partition(), kept, cut, all);
  }

  private static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      byte[] value = header.value();
      bytes += utf8(header.key()).length + (value == null ? 0 : value.length) + HEADER_FRAMING;
    }
    return bytes;
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}
