package dev.weir.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.weir.capture.ffmpeg.FfmpegErrors;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes videos of uniform gray pictures, 320x240 at 10 per second, with FFmpeg's libraries. Does
 * not use FFmpeg's program, which needs desktop libraries for devices that no test uses.
 */
final class ClipEncoder {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int FPS = 10;
  private static final int GRAY = 128;

  static {
    av_log_set_level(AV_LOG_ERROR); // the H.264 encoder warns about each default
  }

  private final AVFormatContext format = new AVFormatContext(null);
  private final AVCodecContext codec;
  private final AVStream stream;
  private final AVPacket packet = av_packet_alloc();

  /**
   * Opens a file. Its extension selects the container.
   *
   * @param encoder FFmpeg's name of the encoder
   * @param keyEvery number of pictures from one keyframe to the next
   * @param bPictures number of B-frames between two other frames; a decoder holds them back
   */
  private ClipEncoder(Path file, String encoder, int keyEvery, int bPictures) {
    check(avformat_alloc_output_context2(format, null, (String) null, file.toString()), "open");
    AVCodec found = avcodec_find_encoder_by_name(encoder);
    assertThat(found).as("encoder " + encoder).isNotNull();
    codec = avcodec_alloc_context3(found);
    codec.width(WIDTH);
    codec.height(HEIGHT);
    codec.pix_fmt(AV_PIX_FMT_YUV420P);
    codec.time_base(av_make_q(1, FPS));
    codec.framerate(av_make_q(FPS, 1));
    codec.gop_size(keyEvery);
    codec.max_b_frames(bPictures);
    codec.bit_rate(300_000);
    AVOutputFormat container = format.oformat();
    if ((container.flags() & AVFMT_GLOBALHEADER) != 0) {
      codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(avcodec_open2(codec, found, (AVDictionary) null), "encoder " + encoder);
    stream = avformat_new_stream(format, found);
    stream.time_base(codec.time_base());
    check(avcodec_parameters_from_context(stream.codecpar(), codec), "parameters");
    if ((container.flags() & AVFMT_NOFILE) == 0) {
      AVIOContext out = new AVIOContext(null);
      check(avio_open(out, file.toString(), AVIO_FLAG_WRITE), file.toString());
      format.pb(out);
    }
  }

  /**
   * Writes a video.
   *
   * @param encoder FFmpeg's name of the encoder
   * @param options container options, by FFmpeg's names
   * @param luma brightness of each picture, by its number
   */
  static void write(
      Path file,
      String encoder,
      int keyEvery,
      int bPictures,
      Map<String, String> options,
      int pictures,
      IntUnaryOperator luma) {
    ClipEncoder clip = new ClipEncoder(file, encoder, keyEvery, bPictures);
    clip.encode(options, pictures, luma);
    clip.free();
  }

  private void encode(Map<String, String> options, int pictures, IntUnaryOperator luma) {
    AVDictionary settings = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(settings, key, value, 0));
    check(avformat_write_header(format, settings), "header");
    av_dict_free(settings);
    AVFrame picture = av_frame_alloc();
    picture.format(AV_PIX_FMT_YUV420P);
    picture.width(WIDTH);
    picture.height(HEIGHT);
    check(av_frame_get_buffer(picture, 0), "picture");
    for (int i = 0; i < pictures; i++) {
      check(av_frame_make_writable(picture), "picture");
      fill(picture, 0, HEIGHT, luma.applyAsInt(i));
      fill(picture, 1, HEIGHT / 2, GRAY);
      fill(picture, 2, HEIGHT / 2, GRAY);
      picture.pts(i);
      send(picture);
    }
    send(null);
    check(av_write_trailer(format), "trailer");
    av_frame_free(picture);
  }

  private static void fill(AVFrame picture, int plane, int rows, int value) {
    BytePointer data = picture.data(plane);
    BytePointer.memset(data, value, (long) rows * picture.linesize(plane));
  }

  private void send(AVFrame picture) {
    check(avcodec_send_frame(codec, picture), "encode");
    while (avcodec_receive_packet(codec, packet) == 0) {
      packet.duration(1);
      av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      packet.stream_index(stream.index());
      check(av_interleaved_write_frame(format, packet), "write");
    }
  }

  private void free() {
    av_packet_free(packet);
    avcodec_free_context(codec);
    if ((format.oformat().flags() & AVFMT_NOFILE) == 0) {
      AVIOContext out = format.pb();
      check(avio_closep(out), "close");
      format.pb(null);
    }
    avformat_free_context(format);
  }

  private static void check(int result, String what) {
    assertThat(result).as(() -> what + ": " + FfmpegErrors.text(result)).isNotNegative();
  }
}
