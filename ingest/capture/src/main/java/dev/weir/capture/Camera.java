package dev.weir.capture;

import dev.weir.capture.source.Rotation;
import dev.weir.frame.CameraId;
import dev.weir.frame.Redactor;
import java.util.Objects;

/**
 * A camera by name.
 *
 * @param id its name, the key of its records
 * @param url where its pictures come from
 * @param rotation how they are turned
 */
public record Camera(CameraId id, String url, Rotation rotation) {
  public Camera {
    Objects.requireNonNull(id);
    Objects.requireNonNull(rotation);
    if (url.isBlank()) {
      throw new IllegalArgumentException("camera %s: no URL, expected one".formatted(id));
    }
  }

  /** Turned as its stream says. */
  public Camera(CameraId id, String url) {
    this(id, url, Rotation.AUTO);
  }

  /** Without the URL's password. */
  @Override
  public String toString() {
    return id + "=" + Redactor.url(url);
  }
}
