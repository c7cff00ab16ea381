package dev.weir.capture.source;

import java.util.Locale;

/** Where FFmpeg decodes. Falls back to the CPU if the wanted device does not exist. */
public enum HwAccel {
  /** On the first device found: CUDA, then VAAPI. */
  AUTO,
  /** On an NVIDIA GPU. */
  CUDA,
  /** On an Intel or AMD GPU. */
  VAAPI,
  /** On the CPU. */
  NONE;

  /**
   * Parses {@code auto}, {@code cuda}, {@code vaapi}, or {@code none}.
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
