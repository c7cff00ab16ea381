package dev.weir.stream.rules;

import dev.weir.frame.CameraId;
import java.util.regex.Pattern;

/** Names of cameras: {@code *} stands for any letters, {@code ?} for one. Immutable. */
public final class CameraPattern {
  private final String text;
  private final Pattern pattern;

  /** From its text, such as {@code front*}. */
  public CameraPattern(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    this.pattern = Pattern.compile(regex.toString());
  }

  /** Whether it stands for that camera. */
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

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
