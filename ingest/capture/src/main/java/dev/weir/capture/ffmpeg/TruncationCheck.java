package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_LOSSY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_time_base_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.weir.capture.container.ContainerLength;
import dev.weir.capture.container.FileBytes;
import dev.weir.capture.container.StoredFile;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether a stored video is truncated. FFmpeg reports the end of a truncated file like the
 * end of the video. There are six signs, which a complete file does not show:
 *
 * <ol>
 *   <li>segments of a playlist cannot be opened;
 *   <li>the connection broke;
 *   <li>the index lists pictures beyond the end of the file (MP4, MOV, AVI);
 *   <li>pictures are filled with zeros: a download reserved the space and stopped;
 *   <li>the container declares more bytes than the file has ({@link ContainerLength});
 *   <li>packets end long before the duration in the container's header. Edit lists, sound that ends
 *       later, and a long last frame are tolerated.
 * </ol>
 *
 * <p>One thread uses it; any thread may close it, which ends a check in progress.
 */
final class TruncationCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TruncationCheck.class);

  // A smaller difference may come from rounding in the header or an unknown last frame duration.
  private static final long MIN_MICROS = 2_000_000;
  private static final double MIN_SHARE = 0.05;
  private static final double MIN_SHARE_HLS = 0.25; // rounded up per segment

  private final SourceUrl url;
  private final FfmpegInput input;
  private final AVFormatContext format;
  private final AVStream video;
  private final @Nullable StoredFile file;
  private volatile @Nullable FileBytes bytes;
  private volatile boolean closed;
  private long end = Long.MIN_VALUE; // end of the last packet of any stream, microseconds
  private long start = Long.MAX_VALUE;
  private final boolean compressed;
  private int zeros; // pictures

  /** Creates a check; without a file, the container's lengths are not compared. */
  TruncationCheck(SourceUrl url, FfmpegInput input, @Nullable StoredFile file) {
    this.url = url;
    this.input = input;
    this.format = input.format();
    this.video = input.stream();
    this.file = file;
    this.compressed = compressed(video);
  }

  /** A black picture of an uncompressed video may consist of zeros. */
  private static boolean compressed(AVStream video) {
    AVCodecDescriptor codec = avcodec_descriptor_get(video.codecpar().codec_id());
    return codec != null && (codec.props() & AV_CODEC_PROP_LOSSY) != 0;
  }

  /** Records how far the streams have come. */
  void read(AVPacket packet) {
    AVStream stream = format.streams(packet.stream_index());
    if (compressed && packet.stream_index() == video.index() && zeros(packet)) {
      zeros++;
    }
    long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    if (time != AV_NOPTS_VALUE) {
      long micros = av_rescale_q(time, stream.time_base(), av_get_time_base_q());
      long lasts = av_rescale_q(packet.duration(), stream.time_base(), av_get_time_base_q());
      start = Math.min(start, micros);
      end = Math.max(end, micros + Math.max(0, lasts));
    }
  }

  private static boolean zeros(AVPacket packet) {
    BytePointer data = packet.data();
    int size = packet.size();
    if (data == null || size < Long.BYTES) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (data.get(i) != 0) { // nearly always within the first bytes
        return false;
      }
    }
    return true;
  }

  /**
   * Returns what the container declares but the file missing; empty if the file is complete or
   * declares nothing.
   *
   * @throws SourceException if a local file can no longer be read
   */
  Optional<String> missing() throws SourceException {
    if (input.inSegments()) {
      Optional<String> segments = input.opens().failures();
      return segments.isPresent() ? segments : tooShort();
    }
    AVIOContext io = format.pb();
    if (io != null && io.error() < 0 && io.error() != AVERROR_EOF) {
      return Optional.of("the connection broke (%s)".formatted(FfmpegErrors.text(io.error())));
    }
    // The size if the server did not announce it.
    long received = io != null && io.eof_reached() != 0 ? io.pos() : StoredFile.UNKNOWN;
    Optional<String> frames = beyondTheEnd(io == null ? -1 : Math.max(avio_size(io), received));
    if (frames.isPresent()) {
      return frames;
    }
    if (zeros > 0) {
      return Optional.of("%d of its pictures are filled with zeros".formatted(zeros));
    }
    Optional<String> declared = byContainer(received);
    return declared.isPresent() ? declared : tooShort();
  }

  private Optional<String> byContainer(long received) throws SourceException {
    StoredFile stored = file;
    if (stored == null) {
      return Optional.empty();
    }
    try (FileBytes opened = stored.open(received)) {
      bytes = opened;
      return closed ? Optional.empty() : ContainerLength.missing(opened);
    } catch (IOException e) {
      if (url.kind() != SourceUrl.Kind.FILE) {
        // The video itself was received, and the server need not allow another request.
        LOG.debug("{}: cannot check whether it is complete", url.shown(), e);
        return Optional.empty();
      }
      throw SourceException.passing(
              "%s: cannot be read at its end (%s); is its disk still there?"
                  .formatted(url.shown(), e.getMessage()))
          .causedBy(e);
    } finally {
      bytes = null;
    }
  }

  private Optional<String> beyondTheEnd(long size) {
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
    boolean declared = format.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
    long duration = format.duration();
    // An AVI that was written into a pipe has a made-up duration; its index is used instead.
    declared &= !"avi".equals(name);
    if (name == null || !declared || duration <= 0 || end == Long.MIN_VALUE) {
      return Optional.empty();
    }
    double share = name.equals("hls") ? MIN_SHARE_HLS : MIN_SHARE;
    // Timestamps of a recorded live stream count from the start of the stream or of the recording.
    long reached = Math.max(end, end - start);
    long missing = duration - reached;
    if (missing <= Math.max(MIN_MICROS, share * duration)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "it lasts %.1f s by its header, and ends at %.1f s",
            duration / 1e6,
            reached / 1e6));
  }

  @Override
  public void close() {
    closed = true;
    FileBytes reading = bytes;
    if (reading != null) {
      reading.close();
    }
  }
}
