package dev.weir.stream.rules;

import dev.weir.frame.CameraId;
import java.util.regex.Pattern;

/**
 * A pattern for camera names: {@code *} matches any number of characters, {@code ?} matches one.
 * Immutable.
 */
public final class CameraPattern {
  private final String text;
  private final Pattern pattern;

  /** Creates a pattern from text such as {@code front*}. */
  public CameraPattern(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    this.pattern = Pattern.compile(regex.toString());
  }

  /** Returns whether the pattern matches the camera's name. */
  public boolean matches(CameraId camera) {
    return pattern.matcher(camera.value()).matches();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CameraPattern p && p.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the pattern as written. */
  @Override
  public String toString() {
    return text;
  }
}
