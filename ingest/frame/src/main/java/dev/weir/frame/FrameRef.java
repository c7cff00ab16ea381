package dev.weir.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame's position in Kafka, written {@code topic-partition@offset}. Offsets only grow, so a
 * later stage finds the frame of a mask by reading forward, without a window or a store.
 *
 * @param topic the topic's name, which in Kafka has 249 characters at most
 * @param partition from 0
 * @param offset from 0
 */
public record FrameRef(String topic, int partition, long offset) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,249})-([0-9]{1,9})@([0-9]{1,18})");

  public FrameRef {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "frame reference %s-%d@%d: expected partition and offset from 0 up"
              .formatted(topic, partition, offset));
    }
  }

  /**
   * Parses the format of {@link #toString()}.
   *
   * @throws IllegalArgumentException if the text has another format
   */
  public static FrameRef parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "frame reference '%s': expected topic-partition@offset".formatted(text));
    }
    return new FrameRef(m.group(1), Integer.parseInt(m.group(2)), Long.parseLong(m.group(3)));
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
