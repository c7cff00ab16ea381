package dev.weir.cli.options;

import dev.weir.capture.Camera;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.HwAccel;
import dev.weir.capture.source.SourceOptions;
import dev.weir.cli.shell.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Converts {@link CameraOptions} to the options of ingest. */
public final class CameraSetup {
  private CameraSetup() {}

  public static List<Camera> of(List<CameraOptions.Named> named) {
    return named.stream().map(n -> new Camera(n.id(), n.url())).toList();
  }

  /** Returns whether the camera is a rendered drive, for which exact ground truth exists. */
  public static boolean rendered(Camera camera) {
    return camera.url().regionMatches(true, 0, "synthetic:", 0, "synthetic:".length());
  }

  /**
   * Returns the options of ingest.
   *
   * @param fallback the speed of files and drives if the user gave none
   * @throws UsageException if a value is invalid
   */
  public static IngestOptions options(CameraOptions cameras, IngestOptions.Speed fallback) {
    try {
      String size = cameras.size();
      Long frames = cameras.frames();
      Double fps = cameras.fps();
      return IngestOptions.defaults()
          .withSource(
              SourceOptions.DEFAULTS
                  .withSize(size == null ? null : FrameSize.parse(size))
                  .withDecodeThreads(cameras.decodeThreads())
                  .withHwaccel(HwAccel.parse(cameras.hwaccel())))
          .withFrames(frames == null ? OptionalLong.empty() : OptionalLong.of(frames))
          .withMaxFps(fps == null ? 0 : fps)
          .withSpeed(speed(cameras.speed(), fallback))
          .withJpegQuality(cameras.jpegQuality());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  private static IngestOptions.Speed speed(@Nullable String text, IngestOptions.Speed fallback) {
    if (text == null) {
      return fallback;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "realtime" -> IngestOptions.Speed.REALTIME;
      case "max" -> IngestOptions.Speed.MAX;
      default ->
          throw new IllegalArgumentException(
              "speed '%s': expected realtime or max".formatted(text));
    };
  }
}
