package dev.weir.frame;

import java.util.regex.Pattern;

/**
 * A camera's name. It is the record key on every topic, so a camera's records share a partition and
 * keep their order.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, and not only dots, because it may
 *     become a directory name
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

  /** Redacts the value: it may be a URL with a password, passed where a name was expected. */
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
