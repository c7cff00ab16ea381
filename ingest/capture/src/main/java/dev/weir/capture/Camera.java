package dev.weir.capture;

import dev.weir.frame.CameraId;
import dev.weir.frame.Redactor;
import java.util.Objects;

/**
 * A camera by name.
 *
 * @param id its name, the key of its records
 * @param url where its pictures come from
 */
public record Camera(CameraId id, String url) {
  public Camera {
    Objects.requireNonNull(id);
    if (url.isBlank()) {
      throw new IllegalArgumentException("camera %s: no URL, expected one".formatted(id));
    }
  }

  /** Without the URL's password. */
  @Override
  public String toString() {
    return id + "=" + Redactor.url(url);
  }
}
