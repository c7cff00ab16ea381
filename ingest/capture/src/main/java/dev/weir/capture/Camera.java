package dev.weir.capture;

import dev.weir.capture.source.Rotation;
import dev.weir.frame.CameraId;
import dev.weir.frame.Redactor;
import java.util.Objects;

/**
 * A camera with its name and its source.
 *
 * @param id the camera's name, the key of its records
 * @param url the URL of its source
 * @param rotation how its pictures are turned
 */
public record Camera(CameraId id, String url, Rotation rotation) {
  public Camera {
    Objects.requireNonNull(id);
    Objects.requireNonNull(rotation);
    if (url.isBlank()) {
      throw new IllegalArgumentException("camera %s: no URL, expected one".formatted(id));
    }
  }

  /** Creates a camera that rotates its pictures as the stream's metadata specifies. */
  public Camera(CameraId id, String url) {
    this(id, url, Rotation.AUTO);
  }

  /** Returns name and URL without the password. */
  @Override
  public String toString() {
    return id + "=" + Redactor.url(url);
  }
}
