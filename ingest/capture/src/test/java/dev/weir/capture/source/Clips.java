package dev.weir.capture.source;

import java.nio.file.Path;
import java.util.Map;

/** Videos of gray pictures. Each picture is slightly brighter than the last. */
public final class Clips {
  private Clips() {}

  /** 30 pictures in 3 s with B-frames, which a decoder holds back until it is flushed. */
  public static Path mp4(Path directory) {
    return write(directory.resolve("clip.mp4"), 3, "mpeg4", 12, 2, Map.of());
  }

  /** H.264 as cameras send it, with a keyframe every second. */
  public static Path h264(Path directory, int seconds) {
    Path file = directory.resolve("camera-%ds.mp4".formatted(seconds));
    return write(file, seconds, "libopenh264", 10, 0, Map.of());
  }

  /** 30 pictures in segments of 1 s, with their playlist. */
  public static Path hls(Path directory) {
    Path list = directory.resolve("list.m3u8");
    Map<String, String> options = Map.of("hls_time", "1", "hls_list_size", "0");
    return write(list, 3, "libopenh264", 10, 0, options);
  }

  private static Path write(
      Path file,
      int seconds,
      String codec,
      int keyEvery,
      int bPictures,
      Map<String, String> options) {
    int step = seconds > 3 ? 1 : 7;
    ClipEncoder.write(
        file, codec, keyEvery, bPictures, options, 10 * seconds, i -> Math.min(235, 16 + i * step));
    return file;
  }

  /** The brightness of a picture's center, 0 to 255. */
  public static int brightness(CapturedImage image) throws SourceException {
    CapturedImage.Raw raw = (CapturedImage.Raw) image;
    return raw.pixels().bgr().get((raw.height() / 2 * raw.width() + raw.width() / 2) * 3) & 0xFF;
  }
}
