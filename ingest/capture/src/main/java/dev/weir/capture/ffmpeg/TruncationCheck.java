package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_time_base_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a stored video is truncated. FFmpeg reports the end of a truncated file like the
 * end of the video. There are three signs, none of which a complete file shows:
 *
 * <ol>
 *   <li>the index lists pictures beyond the end of the file (MP4, MOV, AVI);
 *   <li>the outermost element is longer than the file ({@link ContainerLength});
 *   <li>packets end long before the duration in the container's header. Edit lists, sound that ends
 *       later, and a long last frame are tolerated.
 * </ol>
 *
 * <p>Confined to one thread.
 */
final class TruncationCheck {
  // A smaller difference may come from rounding in the header or an unknown last frame duration.
  private static final long LEAST_MICROS = 2_000_000;
  private static final double LEAST_SHARE = 0.05;
  private static final double LEAST_SHARE_HLS = 0.25; // rounded up per segment

  private final SourceUrl url;
  private final AVFormatContext format;
  private final AVStream video;
  private long end = Long.MIN_VALUE; // end of the last packet of any stream, microseconds
  private long start = Long.MAX_VALUE;

  TruncationCheck(SourceUrl url, AVFormatContext format, AVStream video) {
    this.url = url;
    this.format = format;
    this.video = video;
  }

  /** Records how far the streams have come. */
  void read(AVPacket packet) {
    AVStream stream = format.streams(packet.stream_index());
    long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    if (time != AV_NOPTS_VALUE) {
      long micros = av_rescale_q(time, stream.time_base(), av_get_time_base_q());
      long lasts = av_rescale_q(packet.duration(), stream.time_base(), av_get_time_base_q());
      start = Math.min(start, micros);
      end = Math.max(end, micros + Math.max(0, lasts));
    }
  }

  /**
   * Returns what the container declares but the file lacks; empty if the file is complete or
   * declares nothing.
   *
   * @throws SourceException if the file can no longer be read
   */
  Optional<String> missing() throws SourceException {
    Optional<String> frames = beyondTheEnd();
    if (frames.isPresent()) {
      return frames;
    }
    if (url.kind() == SourceUrl.Kind.FILE) {
      try {
        Optional<String> bytes = ContainerLength.missing(Path.of(url.target()));
        if (bytes.isPresent()) {
          return bytes;
        }
      } catch (IOException e) {
        throw SourceException.passing(
                "%s: cannot be read at its end (%s); is its disk still there?"
                    .formatted(url.shown(), e.getMessage()))
            .causedBy(e);
      }
    }
    return tooShort();
  }

  private Optional<String> beyondTheEnd() {
    long size = format.pb() == null ? -1 : avio_size(format.pb());
    if (size <= 0) {
      return Optional.empty();
    }
    int entries = avformat_index_get_entries_count(video);
    int beyond = 0;
    for (int i = 0; i < entries; i++) {
      AVIndexEntry entry = avformat_index_get_entry(video, i);
      beyond += entry != null && entry.pos() + entry.size() > size ? 1 : 0;
    }
    return beyond == 0
        ? Optional.empty()
        : Optional.of(
            "%d of the %d pictures of its index lie beyond its end".formatted(beyond, entries));
  }

  private Optional<String> tooShort() {
    @Nullable String name = format.iformat() == null ? null : format.iformat().name().getString();
    boolean told = format.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
    long duration = format.duration();
    // An AVI that was written into a pipe keeps a made-up duration; its index tells instead.
    told &= !"avi".equals(name);
    if (name == null || !told || duration <= 0 || end == Long.MIN_VALUE) {
      return Optional.empty();
    }
    double share = name.equals("hls") ? LEAST_SHARE_HLS : LEAST_SHARE;
    // Timestamps of a recorded live stream count from the start of the stream or of the recording.
    long reached = Math.max(end, end - start);
    long lacks = duration - reached;
    if (lacks <= Math.max(LEAST_MICROS, share * duration)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "it lasts %.1f s by its header, and ends at %.1f s",
            duration / 1e6,
            reached / 1e6));
  }
}
