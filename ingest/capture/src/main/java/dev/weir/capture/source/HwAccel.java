package dev.weir.capture.source;

import java.util.Locale;

/** Where FFmpeg decodes. Where the device wanted is not there, the processor does it. */
public enum HwAccel {
  /** On whichever device is found: CUDA, then VAAPI. */
  AUTO,
  /** On an NVIDIA GPU. */
  CUDA,
  /** On an Intel or AMD GPU. */
  VAAPI,
  /** On the processor. */
  NONE;

  /**
   * Reads {@code auto}, {@code cuda}, {@code vaapi} or {@code none}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static HwAccel parse(String text) {
    try {
      return valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "hwaccel '%s': expected auto, cuda, vaapi or none".formatted(text), e);
    }
  }
}
