package dev.weir.capture;

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
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.weir.frame.ImageHeader;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Packets of one video stream to pictures in the codec's own format. One thread. */
final class FfmpegDecoder implements AutoCloseable {
  // FFmpeg plays any text file as a film of a terminal.
  private static final Set<Integer> TERMINALS =
      Set.of(AV_CODEC_ID_ANSI, AV_CODEC_ID_BINTEXT, AV_CODEC_ID_XBIN, AV_CODEC_ID_IDF);
  private static final int THREADS = 2;

  private final AVCodecContext codec;
  private final AVFrame frame = av_frame_alloc();

  private FfmpegDecoder(AVCodecContext codec) {
    this.codec = codec;
  }

  static FfmpegDecoder open(SourceUrl url, FfmpegInput input) throws SourceException {
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
    codec.thread_count(THREADS);
    if (input.live()) {
      // Threads that share a picture; one picture per thread would hold each back by one.
      codec.thread_type(AVCodecContext.FF_THREAD_SLICE);
      codec.flags(codec.flags() | AV_CODEC_FLAG_LOW_DELAY);
    }
    int opened = avcodec_open2(codec, decoder, (AVDictionary) null);
    if (opened < 0) {
      avcodec_free_context(codec);
      throw FfmpegErrors.noVideo(url, name + ": " + FfmpegErrors.text(opened));
    }
    return new FfmpegDecoder(codec);
  }

  /** Gives it a packet; 0 or FFmpeg's error. */
  int send(AVPacket packet) {
    return avcodec_send_packet(codec, packet);
  }

  /** Says that no packet follows, so that it hands out the pictures that it holds back. */
  void flush() {
    avcodec_send_packet(codec, null);
  }

  /** Decodes into {@link #frame()}; 0, AVERROR_EAGAIN if it wants packets, or another error. */
  int receive() {
    return avcodec_receive_frame(codec, frame);
  }

  AVFrame frame() {
    return frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(codec);
  }
}
