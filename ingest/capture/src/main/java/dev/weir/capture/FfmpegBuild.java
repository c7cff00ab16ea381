package dev.weir.capture;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/** What the FFmpeg in use is and can read. */
public final class FfmpegBuild {
  private FfmpegBuild() {}

  /** Its version. */
  public static String version() {
    return av_version_info().getString();
  }

  /** Whether it decodes a codec, by FFmpeg's name such as {@code h264}. */
  public static boolean decodes(String codec) {
    AVCodec found = avcodec_find_decoder_by_name(codec);
    return found != null && !found.isNull();
  }

  /** Whether it reads a container, protocol or device, by FFmpeg's name such as {@code rtsp}. */
  public static boolean reads(String format) {
    avdevice_register_all();
    AVInputFormat found = av_find_input_format(format);
    return found != null && !found.isNull();
  }
}
