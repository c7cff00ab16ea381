package dev.weir.frame;

import java.util.regex.Pattern;

/**
 * A frame's identity. It stays the same when the frame is sent again, so consumers can detect
 * duplicates.
 *
 * @param camera the camera that took the picture
 * @param session one capture run of the camera. Each (re)start of capture begins a new session, so
 *     sequence numbers never repeat within one. Same alphabet as a camera id.
 * @param sequence number of the frame among those that the source delivered in this session, from
 *     0, counted <em>before any is dropped</em>: a gap is a dropped frame. At most {@link
 *     #MAX_SEQUENCE}.
 */
public record FrameId(CameraId camera, String session, long sequence) {
  /** The largest sequence number: enough for 1,000 frames per second for thirty years. */
  public static final long MAX_SEQUENCE = 999_999_999_999L;

  private static final Pattern SESSION = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,64}");

  public FrameId {
    if (!SESSION.matcher(session).matches()) {
      throw new IllegalArgumentException(
          "session '%s': expected 1 to 64 characters of A-Z a-z 0-9 . _ -, not dots alone"
              .formatted(session));
    }
    if (sequence < 0 || sequence > MAX_SEQUENCE) {
      throw new IllegalArgumentException(
          "sequence %d: expected a number from 0 to %d".formatted(sequence, MAX_SEQUENCE));
    }
  }

  /**
   * Parses {@code camera/session/sequence}, the format of {@link #toString()}.
   *
   * @throws IllegalArgumentException if the text has another format
   */
  public static FrameId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "frame id '%s': expected camera/session/sequence".formatted(text));
    }
    try {
      return new FrameId(new CameraId(parts[0]), parts[1], Long.parseLong(parts[2]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "frame id '%s': expected a whole number as its third part".formatted(text), e);
    }
  }

  @Override
  public String toString() {
    return camera + "/" + session + "/" + sequence;
  }
}
