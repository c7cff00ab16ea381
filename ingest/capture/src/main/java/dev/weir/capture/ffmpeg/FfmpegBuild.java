package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/** The version and capabilities of the FFmpeg libraries in use. */
public final class FfmpegBuild {
  private FfmpegBuild() {}

  /** FFmpeg's version. */
  public static String version() {
    return av_version_info().getString();
  }

  /** Whether FFmpeg decodes a codec. Uses FFmpeg's names, such as {@code h264}. */
  public static boolean decodes(String codec) {
    AVCodec found = avcodec_find_decoder_by_name(codec);
    return found != null && !found.isNull();
  }

  /** Whether FFmpeg reads a container or protocol. Uses FFmpeg's names, such as {@code rtsp}. */
  public static boolean reads(String format) {
    AVInputFormat found = av_find_input_format(format);
    return found != null && !found.isNull();
  }

  /**
   * Returns why FFmpeg cannot read webcams ({@code v4l2:}). Loads libraries that nothing else
   * needs.
   *
   * @return empty if it can read them; otherwise what is missing and how to get it
   */
  public static Optional<String> missingForDevices() {
    String missing = FfmpegDevices.register();
    if (missing != null) {
      return Optional.of(missing);
    }
    return reads("video4linux2")
        ? Optional.empty()
        : Optional.of("this FFmpeg was built without v4l2, which Linux alone has");
  }
}
