package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;

import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's device library. It needs desktop libraries (X11, ALSA, PulseAudio) that servers lack.
 * Only {@code v4l2:} sources need it, so nothing else may load it.
 */
public final class FfmpegDevices {
  /** The Debian packages of the libraries that it needs. */
  public static final String DEBIAN_PACKAGES = "libxcb1 libxcb-shm0 libasound2 libpulse0";

  private FfmpegDevices() {}

  /**
   * Loads the library and registers its devices with FFmpeg. May be called by any thread,
   * repeatedly.
   *
   * @return null on success, or what is missing and how to install it
   */
  static @Nullable String register() {
    try {
      avdevice_register_all();
      return null;
    } catch (LinkageError e) {
      return "FFmpeg's devices do not load (%s); install the libraries that they need (Debian: apt install %s)"
          .formatted(reason(e), DEBIAN_PACKAGES);
    }
  }

  /**
   * Returns the loader's message without the path of the library. The first attempt fails with that
   * message. Later attempts fail with an error of Java's that has it as its cause.
   */
  private static String reason(LinkageError e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said = String.valueOf(cause.getMessage());
    int path = said.indexOf(".so");
    int text = path < 0 ? -1 : said.indexOf(": ", path);
    return text < 0 ? said : said.substring(text + 2);
  }
}
