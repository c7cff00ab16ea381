package dev.weir.frame;

import java.util.regex.Pattern;

/**
 * A camera's name: the record key on every topic, so a camera's records share a partition and keep
 * their order.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, not dots alone: it may become a
 *     directory's name
 */
public record CameraId(String value) implements Comparable<CameraId> {
  private static final Pattern ALLOWED = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,64}");

  public CameraId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "camera id '%s': expected 1 to 64 characters of A-Z a-z 0-9 . _ -, not dots alone; rename the camera"
              .formatted(shown(value)));
    }
  }

  /** A URL that stands where a name was expected may hold a password. */
  private static String shown(String value) {
    return value.matches("[^:@=\\\\]{0,100}") ? value : Redactor.name(value);
  }

  @Override
  public int compareTo(CameraId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
