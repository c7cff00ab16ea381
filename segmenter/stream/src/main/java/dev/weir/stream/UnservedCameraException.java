package dev.weir.stream;

import dev.weir.frame.CameraId;

/**
 * A frame's camera has no model: the frame goes to the dead-letter topic, and the stream continues.
 */
final class UnservedCameraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnservedCameraException(CameraId camera) {
    super(
        "no model for camera %s: expected one for this camera (--model '%s=NAME') or for all cameras (--model NAME)"
            .formatted(camera, camera));
  }
}
