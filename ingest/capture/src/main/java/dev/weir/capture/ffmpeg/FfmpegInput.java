package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * A container or stream that FFmpeg demultiplexes, and its best video stream. Confined to one
 * thread.
 */
final class FfmpegInput implements AutoCloseable {
  // Time for RTSP's TEARDOWN. Without it, a server keeps the session until its own timeout.
  private static final Duration FAREWELL = Duration.ofMillis(300);

  // Lengths that cameras announce for a stream without an end.
  private static final Set<Long> ENDLESS =
      Set.of((long) Integer.MAX_VALUE, 0xFFFFFFFFL, Long.MAX_VALUE);

  static {
    // Otherwise FFmpeg would print each damaged picture, and URLs with passwords, to stderr.
    av_log_set_level(AV_LOG_QUIET);
  }

  private final SourceUrl url;
  private final FfmpegInterrupt interrupt;
  private final AVFormatContext format;
  private final AVStream stream;
  private final FfmpegOpens opens;

  private FfmpegInput(
      SourceUrl url,
      FfmpegInterrupt interrupt,
      AVFormatContext format,
      AVStream stream,
      FfmpegOpens opens) {
    this.url = url;
    this.interrupt = interrupt;
    this.format = format;
    this.stream = stream;
    this.opens = opens;
  }

  /**
   * Opens an input.
   *
   * @param hints what is already known about it
   */
  static FfmpegInput open(
      SourceUrl url, FfmpegHints hints, FfmpegInterrupt interrupt, Duration deadline)
      throws SourceException {
    interrupt.allow(deadline);
    AVFormatContext format = avformat_alloc_context();
    interrupt.install(format);
    if (url.kind() == SourceUrl.Kind.V4L2) {
      // Its reads block in the driver, where the interrupt callback is not called.
      format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
    }
    AVDictionary options = new AVDictionary(null);
    options(url.kind()).forEach((key, value) -> av_dict_set(options, key, value, 0));
    AVInputFormat known = demuxer(url, hints.demuxer());
    FfmpegOpens opens = FfmpegOpens.watch(format);
    int opened = avformat_open_input(format, target(url), known, options);
    av_dict_free(options);
    if (opened < 0) { // FFmpeg has freed the context
      opens.close();
      throw interrupt.expired()
          ? FfmpegErrors.silent(url, "opening", deadline)
          : FfmpegErrors.opening(url, opened, opens, hints.file());
    }
    int stream = avformat_find_stream_info(format, (AVDictionary) null);
    if (stream >= 0) {
      stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    }
    if (stream < 0) {
      boolean late = interrupt.expired();
      interrupt.allow(FAREWELL);
      avformat_close_input(format);
      opens.close();
      throw late
          ? FfmpegErrors.silent(url, "opening", deadline)
          : FfmpegErrors.opening(url, stream, opens, hints.file());
    }
    return new FfmpegInput(url, interrupt, format, format.streams(stream), opens);
  }

  private static @Nullable AVInputFormat demuxer(SourceUrl url, @Nullable String demuxer)
      throws SourceException {
    if (demuxer == null) {
      return null;
    }
    if (url.kind() == SourceUrl.Kind.V4L2) {
      String missing = FfmpegDevices.register();
      if (missing != null) {
        throw SourceException.permanent("%s: %s".formatted(url.shown(), missing));
      }
    }
    AVInputFormat found = av_find_input_format(demuxer);
    if (found == null) {
      throw SourceException.permanent(
          "%s: this FFmpeg was built without %s, expected a platform that has it: Linux for v4l2"
              .formatted(url.shown(), demuxer));
    }
    return found;
  }

  private static String target(SourceUrl url) {
    // With the prefix file:, because FFmpeg reads a path like "12:30.mp4" as a protocol.
    return url.kind() == SourceUrl.Kind.FILE ? "file:" + url.target() : url.target();
  }

  /**
   * Returns FFmpeg's options. {@code fflags=nobuffer} is not used: it discards the keyframe that
   * was read to find the stream's parameters, and a camera sends the next one only seconds later.
   *
   * <p>The protocol list prevents a remote playlist from opening files of this machine. With it,
   * the file extension of segments need not be checked; many servers use none.
   */
  private static Map<String, String> options(SourceUrl.Kind kind) {
    return switch (kind) {
      case FILE ->
          Map.of(
              "protocol_whitelist",
              "file,crypto,data",
              "extension_picky",
              "0",
              "allowed_extensions",
              "ALL");
      case RTSP ->
          Map.of(
              "rtsp_transport",
              "tcp",
              "allowed_media_types",
              "video",
              "analyzeduration",
              "1000000",
              "protocol_whitelist",
              "rtsp,rtsps,rtp,tcp,tls,udp,http,https");
      case HTTP ->
          Map.of(
              "protocol_whitelist",
              "http,https,httpproxy,tcp,tls,crypto,data",
              "extension_picky",
              "0");
      case V4L2, STREET -> Map.of();
    };
  }

  AVStream stream() {
    return stream;
  }

  AVFormatContext format() {
    return format;
  }

  /**
   * Whether this is a camera, or a broadcast without an end. A stream with a duration or a length
   * in bytes is read like a file.
   */
  boolean live() {
    return switch (url.kind()) {
      case FILE, STREET -> false;
      case RTSP, V4L2 -> true;
      case HTTP -> format.duration() == AV_NOPTS_VALUE && !hasLength();
    };
  }

  /**
   * Whether the server announced a length. The length of a playlist does not describe the stream.
   */
  private boolean hasLength() {
    if (inSegments() || format.pb() == null) {
      return false;
    }
    long length = avio_size(format.pb());
    return length > 0 && !ENDLESS.contains(length);
  }

  /** Whether it is an MP4 on a server that cannot send a part of a file. */
  boolean lacksRanges() {
    return url.kind() == SourceUrl.Kind.HTTP
        && format.iformat().name().getString().startsWith("mov,")
        && format.pb() != null
        && format.pb().seekable() == 0;
  }

  /** The URLs that were opened for the input. */
  FfmpegOpens opens() {
    return opens;
  }

  /** Whether the stream arrives in segments (HLS or DASH). */
  boolean inSegments() {
    String name = format.iformat().name().getString();
    return name.equals("hls") || name.equals("dash");
  }

  /** Whether FFmpeg detected an image format instead of a video. */
  boolean onePicture() {
    String name = format.iformat().name().getString();
    return name.endsWith("_pipe") || name.equals("image2");
  }

  /** Reads the next packet of any stream. Returns 0 or FFmpeg's error. */
  int read(AVPacket packet) {
    return av_read_frame(format, packet);
  }

  @Override
  public void close() {
    interrupt.allowFarewell(FAREWELL);
    avformat_close_input(format);
    opens.close();
    interrupt.close();
  }
}
