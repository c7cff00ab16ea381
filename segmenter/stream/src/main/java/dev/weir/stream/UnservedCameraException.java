package dev.weir.stream;

import dev.weir.frame.CameraId;

/** There is no model for a frame's camera: the frame goes to the dead, the stream goes on. */
final class UnservedCameraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnservedCameraException(CameraId camera) {
    super(
        "no model is for camera %s; expected one that names it (--model '%s=NAME'), or one for all"
            .formatted(camera, camera));
  }
}
