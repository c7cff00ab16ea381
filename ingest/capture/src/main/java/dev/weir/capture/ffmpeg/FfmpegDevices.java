package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;

import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's library of devices. It needs libraries of a desktop (X11, ALSA, PulseAudio) that servers
 * lack. Only {@code v4l2:} sources need it, so nothing else may load it.
 */
public final class FfmpegDevices {
  /** Debian's packages of the libraries that it needs. */
  public static final String DEBIAN_PACKAGES = "libxcb1 libxcb-shm0 libasound2 libpulse0";

  private FfmpegDevices() {}

  /**
   * Loads it and makes its devices known to FFmpeg. Any thread, any number of times.
   *
   * @return null, or what it lacks and how to install that
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
   * The loader's message, without the path of the library that it tried. The first attempt fails
   * with that message; later ones fail with one of Java's, which has it as its cause.
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
