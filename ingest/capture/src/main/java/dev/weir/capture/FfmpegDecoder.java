package dev.weir.capture;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's decoder of one video stream: packets to pictures. One thread. */
final class FfmpegDecoder {
  private static final int THREADS = 2;

  private final AVCodecContext context;
  private final String name;

  private FfmpegDecoder(AVCodecContext context, String name) {
    this.context = context;
    this.name = name;
  }

  /**
   * Opens the decoder of a stream.
   *
   * @param lowDelay give each picture at once, on one thread, instead of several in parallel
   * @throws SourceException (permanent) if there is none
   */
  static FfmpegDecoder open(SourceUrl url, AVStream stream, boolean lowDelay)
      throws SourceException {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null || codec.isNull()) {
      throw SourceException.permanent(
          "source %s: this FFmpeg has no decoder for its video".formatted(url));
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream.codecpar());
    if (lowDelay) {
      context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
      context.thread_count(1);
    } else {
      context.thread_count(THREADS);
    }
    int opened = avcodec_open2(context, codec, (PointerPointer<?>) null);
    String name = codec.name().getString();
    if (opened < 0) {
      avcodec_free_context(context);
      throw SourceException.permanent(
          "source %s: its decoder %s does not start: %s"
              .formatted(url, name, FfmpegError.text(opened)));
    }
    return new FfmpegDecoder(context, name);
  }

  String name() {
    return name;
  }

  /** Hands over a packet, or null after the last; FFmpeg's code. */
  int send(@Nullable AVPacket packet) {
    return avcodec_send_packet(context, packet);
  }

  /** Asks for a picture; FFmpeg's code. */
  int receive(AVFrame picture) {
    return avcodec_receive_frame(context, picture);
  }

  void close() {
    avcodec_free_context(context);
  }
}
