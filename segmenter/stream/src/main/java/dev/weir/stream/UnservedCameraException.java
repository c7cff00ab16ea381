package dev.weir.stream;

import dev.weir.frame.CameraId;

/**
 * A frame's camera has no model: the frame goes to the dead-letter topic, and the stream continues.
 */
final class UnservedCameraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnservedCameraException(CameraId camera) {
    super(
        "no model is for camera %s; expected one that names it (--model '%s=NAME'), or one for all"
            .formatted(camera, camera));
  }
}
