package dev.weir.capture.ffmpeg;

import dev.weir.capture.container.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Facts about an input that are known before FFmpeg opens it.
 *
 * @param demuxer FFmpeg's name of the demuxer, or null to detect it
 * @param playlist the text of the HLS playlist, or null if the input is not a playlist
 * @param file the input's bytes if it is a file, or null
 */
public record FfmpegHints(
    @Nullable String demuxer, @Nullable String playlist, @Nullable StoredFile file) {
  /** No hints: FFmpeg detects the format. */
  public static final FfmpegHints NONE = new FfmpegHints(null, null, null);

  /** Selects a demuxer. */
  public static FfmpegHints demuxer(String name) {
    return new FfmpegHints(name, null, null);
  }

  /** An HLS playlist. FFmpeg would not detect it if the server sends another type. */
  public static FfmpegHints hls(String playlist) {
    return new FfmpegHints("hls", playlist, null);
  }

  /** A file, or a stream that ends. */
  public static FfmpegHints file(StoredFile file) {
    return new FfmpegHints(null, null, file);
  }
}
