package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_ANSI;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BINTEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_IDF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_XBIN;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import dev.weir.frame.ImageHeader;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes packets of one video stream into pictures in the codec's own pixel format. Confined to
 * one thread.
 */
final class FfmpegDecoder implements AutoCloseable {
  // FFmpeg would play any text file as a video of a terminal.
  private static final Set<Integer> TERMINALS =
      Set.of(AV_CODEC_ID_ANSI, AV_CODEC_ID_BINTEXT, AV_CODEC_ID_XBIN, AV_CODEC_ID_IDF);
  private final AVCodecContext codec;
  private final SourceUrl url;
  private final AVFrame frame = av_frame_alloc();
  private final AVFrame fetched = av_frame_alloc();
  private boolean onDevice;

  private FfmpegDecoder(SourceUrl url, AVCodecContext codec) {
    this.url = url;
    this.codec = codec;
    this.onDevice = codec.hw_device_ctx() != null;
  }

  /** Opens a decoder for the input's video stream. */
  static FfmpegDecoder open(SourceUrl url, FfmpegInput input, SourceOptions options)
      throws SourceException {
    AVCodecParameters parameters = input.stream().codecpar();
    String name = avcodec_get_name(parameters.codec_id()).getString();
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    if (decoder == null || TERMINALS.contains(parameters.codec_id())) {
      throw FfmpegErrors.noVideo(url, "no decoder for " + name);
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    avcodec_parameters_to_context(codec, parameters);
    codec.pkt_timebase(input.stream().time_base());
    codec.max_pixels(ImageHeader.DEFAULT_MAX_PIXELS);
    codec.thread_count(options.decodeThreads());
    if (input.live()) {
      // Slice threading: threads share a picture. Frame threading would delay each picture by one.
      codec.thread_type(AVCodecContext.FF_THREAD_SLICE);
      codec.flags(codec.flags() | AV_CODEC_FLAG_LOW_DELAY);
    }
    FfmpegHardware.install(url, codec, decoder, options.hwaccel());
    int opened = avcodec_open2(codec, decoder, (AVDictionary) null);
    if (opened < 0) {
      avcodec_free_context(codec);
      throw FfmpegErrors.noVideo(url, name + ": " + FfmpegErrors.text(opened));
    }
    return new FfmpegDecoder(url, codec);
  }

  /** Sends a packet to the decoder. Returns 0 or FFmpeg's error. */
  int send(AVPacket packet) {
    return avcodec_send_packet(codec, packet);
  }

  /**
   * Signals the end of the packets, so that the decoder returns the pictures that it holds back.
   */
  void flush() {
    avcodec_send_packet(codec, null);
  }

  /**
   * Decodes into {@link #frame()}. Returns 0, AVERROR_EAGAIN if more packets are needed, or another
   * error.
   */
  int receive() {
    return avcodec_receive_frame(codec, frame);
  }

  /** The decoded picture, in host or device memory. */
  AVFrame frame() {
    return frame;
  }

  /**
   * The decoded picture in host memory.
   *
   * @throws SourceException if the picture cannot be copied from the device
   */
  AVFrame picture() throws SourceException {
    if (!FfmpegHardware.holds(frame.format())) {
      if (onDevice) {
        onDevice = false;
        FfmpegHardware.sayFallback(
            url, "the device does not decode %dx%d".formatted(frame.width(), frame.height()));
      }
      return frame;
    }
    av_frame_unref(fetched);
    int got = av_hwframe_transfer_data(fetched, frame, 0);
    if (got < 0) {
      throw SourceException.passing(
          "%s: a picture cannot be copied from the GPU that decoded it (%s); use --hwaccel none to decode on the CPU"
              .formatted(url.shown(), FfmpegErrors.text(got)));
    }
    av_frame_copy_props(fetched, frame);
    return fetched;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_frame_free(fetched);
    avcodec_free_context(codec);
  }
}
