package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import dev.weir.image.Orientation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded pictures with FFmpeg's filters, in the codec's own pixel format, which usually has
 * half the bytes of BGR. The decoder's memory is not copied. Confined to one thread.
 */
final class FfmpegTurner implements AutoCloseable {
  private static final String SOURCE = "buffer@in";
  private static final String SINK = "buffersink@out";

  private final SourceUrl url;
  private final AVFrame upright = av_frame_alloc();
  private @Nullable Graph graph;

  /** What filters are built for. If anything changes, they are built again. */
  private record Setting(
      int width, int height, int format, int colorspace, int range, Orientation turned) {
    static Setting of(AVFrame frame, Orientation turned) {
      return new Setting(
          frame.width(),
          frame.height(),
          frame.format(),
          frame.colorspace(),
          frame.color_range(),
          turned);
    }

    /** Returns all filters in FFmpeg's syntax. The time base is required, but not used. */
    String description() {
      return SOURCE
          + "=video_size=%dx%d:pix_fmt=%d:colorspace=%d:range=%d:time_base=1/1"
              .formatted(width, height, format, colorspace, range)
          + ","
          + filters(turned)
          + ","
          + SINK;
    }
  }

  /** Connected filters: pictures enter at the source and leave at the sink. */
  private record Graph(
      Setting setting, AVFilterGraph filters, AVFilterContext source, AVFilterContext sink) {}

  FfmpegTurner(SourceUrl url) {
    this.url = url;
  }

  /**
   * Returns the turned picture, or {@code frame} itself if it is upright. The result is valid until
   * the next call.
   *
   * @throws SourceException if FFmpeg cannot turn pictures of this format
   */
  AVFrame turn(AVFrame frame, Orientation turned) throws SourceException {
    if (turned.upright()) {
      return frame;
    }
    Setting setting = Setting.of(frame, turned);
    Graph filters = graph;
    if (filters == null || !filters.setting().equals(setting)) {
      release();
      filters = build(setting);
      graph = filters;
    }
    av_frame_unref(upright);
    require(
        av_buffersrc_add_frame_flags(filters.source(), frame, AV_BUFFERSRC_FLAG_KEEP_REF), setting);
    require(av_buffersink_get_frame(filters.sink(), upright), setting);
    return upright;
  }

  private Graph build(Setting setting) throws SourceException {
    AVFilterGraph filters = avfilter_graph_alloc();
    try {
      filters.nb_threads(1); // cameras share the cores
      AVFilterInOut none = null;
      require(avfilter_graph_parse_ptr(filters, setting.description(), none, none, null), setting);
      require(avfilter_graph_config(filters, null), setting);
      return new Graph(
          setting,
          filters,
          avfilter_graph_get_filter(filters, SOURCE),
          avfilter_graph_get_filter(filters, SINK));
    } catch (SourceException e) {
      avfilter_graph_free(filters);
      throw e;
    }
  }

  /** Returns the filters of a turn in the order of {@link Orientation}. */
  private static String filters(Orientation turned) {
    List<String> filters = new ArrayList<>();
    if (turned.transpose()) {
      filters.add("transpose=cclock_flip"); // FFmpeg's name for a plain transposition
    }
    if (turned.flipColumns()) {
      filters.add("hflip");
    }
    if (turned.flipRows()) {
      filters.add("vflip");
    }
    if (turned.odd() != 0) {
      filters.add(String.format(Locale.ROOT, "rotate=%.6f*PI/180", turned.odd()));
    }
    return String.join(",", filters);
  }

  private void require(int result, Setting setting) throws SourceException {
    if (result < 0) {
      throw SourceException.permanent(
          "%s: FFmpeg cannot turn pictures of %dx%d in pixel format %d (%s); --rotate 0 leaves them as they are stored"
              .formatted(
                  url.shown(),
                  setting.width(),
                  setting.height(),
                  setting.format(),
                  FfmpegErrors.text(result)));
    }
  }

  private void release() {
    Graph built = graph;
    if (built != null) {
      graph = null;
      avfilter_graph_free(built.filters());
    }
  }

  @Override
  public void close() {
    release();
    av_frame_free(upright);
  }
}
