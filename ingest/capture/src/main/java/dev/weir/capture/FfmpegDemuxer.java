package dev.weir.capture;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** FFmpeg's reader of containers and network streams: URL to packets of the video. One thread. */
final class FfmpegDemuxer {
  static {
    // FFmpeg writes to stderr by itself; what matters comes back as error codes.
    av_log_set_level(AV_LOG_FATAL);
    avdevice_register_all();
  }

  private final AVFormatContext context;
  private final Interrupts interrupts;
  private final int videoStream;

  private FfmpegDemuxer(AVFormatContext context, Interrupts interrupts, int videoStream) {
    this.context = context;
    this.interrupts = interrupts;
    this.videoStream = videoStream;
  }

  /**
   * Opens a URL, until {@code patience} is over.
   *
   * @throws SourceException if it cannot be opened or has no video
   */
  static FfmpegDemuxer open(SourceUrl url, Patience patience) throws SourceException {
    AVFormatContext context = avformat_alloc_context();
    Interrupts interrupts = Interrupts.install(context, patience);
    AVDictionary settings = settings(url.kind());
    try {
      // A context that cannot be opened is freed by FFmpeg.
      int opened = avformat_open_input(context, url.target(), format(url), settings);
      if (opened < 0) {
        interrupts.release();
        throw failed(url, patience, opened);
      }
    } finally {
      av_dict_free(settings);
    }
    int found = avformat_find_stream_info(context, (PointerPointer<?>) null);
    int video =
        found < 0
            ? found
            : av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (video < 0) {
      boolean cut = patience.over();
      avformat_close_input(context);
      interrupts.release();
      throw cut ? failed(url, patience, found) : noVideo(url);
    }
    return new FfmpegDemuxer(context, interrupts, video);
  }

  private static AVInputFormat format(SourceUrl url) throws SourceException {
    if (url.kind() != SourceUrl.Kind.V4L2) {
      return new AVInputFormat(null); // FFmpeg finds out
    }
    AVInputFormat v4l2 = av_find_input_format("video4linux2");
    if (v4l2 == null || v4l2.isNull()) {
      throw SourceException.permanent(
          "source v4l2:%s: this FFmpeg cannot read V4L2 devices on this system".formatted(url));
    }
    return v4l2;
  }

  private static AVDictionary settings(SourceUrl.Kind kind) {
    Map<String, String> wanted =
        switch (kind) {
          // UDP loses packets and does not pass most firewalls; a picture with holes is worse than
          // one that is late. Two seconds tell what is in a stream.
          case RTSP ->
              Map.of("rtsp_transport", "tcp", "fflags", "nobuffer", "analyzeduration", "2000000");
          case HTTP -> Map.of("analyzeduration", "2000000");
          case V4L2 -> Map.of("fflags", "nobuffer");
          case FILE, STREET -> Map.of();
        };
    AVDictionary dictionary = new AVDictionary(null);
    wanted.forEach((k, v) -> av_dict_set(dictionary, k, v, 0));
    return dictionary;
  }

  private static SourceException failed(SourceUrl url, Patience patience, int code) {
    if (patience.expired()) {
      return SourceException.passing(
          "source %s: no answer within the deadline; is the camera on, and the address right?"
              .formatted(url));
    }
    String why = FfmpegError.text(code);
    return switch (url.kind()) {
      case FILE -> noVideo(url);
      case V4L2 ->
          SourceException.passing(
              "source v4l2:%s: %s; is it a camera, free, and readable by this user?"
                  .formatted(url, why));
      case RTSP, HTTP, STREET ->
          SourceException.passing(
              "source %s: %s; is the camera on, and the address right?".formatted(url, why));
    };
  }

  private static SourceException noVideo(SourceUrl url) {
    String message = "source %s: no video in it that FFmpeg can read".formatted(url);
    return url.kind() == SourceUrl.Kind.FILE
        ? SourceException.permanent(message + "; expected for example an .mp4 file")
        : SourceException.passing(message);
  }

  /** The stream of the video. */
  AVStream video() {
    return context.streams(videoStream);
  }

  /** Whether the stream says how long it is, and so has an end. */
  boolean finite() {
    return context.duration() > 0;
  }

  /** Name of the container or protocol. */
  String format() {
    return context.iformat().name().getString();
  }

  /** Reads the next packet of any stream; FFmpeg's code. */
  int read(AVPacket packet) {
    return av_read_frame(context, packet);
  }

  boolean isVideo(AVPacket packet) {
    return packet.stream_index() == videoStream;
  }

  void close() {
    avformat_close_input(context);
    interrupts.release();
  }
}
