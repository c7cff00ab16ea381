package dev.weir.capture;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Whatever FFmpeg reads: files, RTSP, HLS and other streams over HTTP, V4L2 devices. Every call
 * that may wait runs under FFmpeg's interrupt callback with a deadline.
 *
 * <p>JavaCV's own grabber is not used: it offers no way to set that callback before it opens, and
 * FFmpeg's own timeouts do not cover a server that accepts and then says nothing.
 */
final class FfmpegSource implements FrameSource {
  private static final long CLOSE_WAIT_MILLIS = 1000;

  private final SourceUrl url;
  private final SourceOptions options;
  private final Patience patience;
  private final FfmpegDemuxer demuxer;
  private final FfmpegDecoder decoder;
  private final PixelScaler scaler;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame picture = av_frame_alloc();
  private final boolean live;
  private final ReentrantLock use = new ReentrantLock();
  private final StreamClock clock;
  private boolean freed;

  private FfmpegSource(
      SourceUrl url,
      SourceOptions options,
      Patience patience,
      FfmpegDemuxer demuxer,
      FfmpegDecoder decoder,
      boolean live) {
    this.url = url;
    this.options = options;
    this.patience = patience;
    this.demuxer = demuxer;
    this.decoder = decoder;
    this.live = live;
    this.scaler = new PixelScaler(options.size());
    this.clock = live ? StreamClock.ofArrival(System::nanoTime) : StreamClock.ofStream();
  }

  /**
   * Opens a source.
   *
   * @throws SourceException if it cannot be opened within the open deadline
   */
  static FfmpegSource open(SourceUrl url, SourceOptions options) throws SourceException {
    Patience patience = new Patience(System::nanoTime);
    patience.arm(options.openDeadline());
    FfmpegDemuxer demuxer = FfmpegDemuxer.open(url, patience);
    patience.disarm();
    boolean live =
        switch (url.kind()) {
          case RTSP, V4L2 -> true;
          // A playlist comes in pieces of seconds and is played at the stream's own pace.
          case HTTP -> !demuxer.finite() && !demuxer.format().contains("hls");
          case FILE, STREET -> false;
        };
    try {
      FfmpegDecoder decoder = FfmpegDecoder.open(url, demuxer.video(), live);
      return new FfmpegSource(url, options, patience, demuxer, decoder, live);
    } catch (SourceException e) {
      demuxer.close();
      throw e;
    }
  }

  @Override
  public @Nullable Shot next() throws SourceException {
    use.lock();
    try {
      return freed || patience.ended() ? null : decodeNext();
    } finally {
      if (patience.ended()) {
        free();
      }
      use.unlock();
    }
  }

  private @Nullable Shot decodeNext() throws SourceException {
    patience.arm(options.readDeadline());
    try {
      while (true) {
        int received = decoder.receive(picture);
        if (received >= 0) {
          AVStream stream = demuxer.video();
          long stamp = picture.best_effort_timestamp();
          Duration position =
              stamp == AV_NOPTS_VALUE
                  ? clock.unstamped()
                  : clock.at(stamp, stream.time_base().num(), stream.time_base().den());
          return new Shot.Raw(position, scaler.scale(picture));
        }
        if (received == AVERROR_EOF) {
          return null;
        }
        if (received != AVERROR_EAGAIN()) {
          throw broken(received);
        }
        if (!feed()) {
          return null;
        }
      }
    } finally {
      patience.disarm();
    }
  }

  /** Reads one packet into the decoder; false if the source was closed meanwhile. */
  private boolean feed() throws SourceException {
    int read = demuxer.read(packet);
    if (patience.ended()) {
      av_packet_unref(packet);
      return false;
    }
    if (read == AVERROR_EOF) {
      decoder.send(null); // the pictures that it still holds come out
      return true;
    }
    if (read < 0) {
      throw broken(read);
    }
    if (demuxer.isVideo(packet)) {
      // A damaged packet costs its picture, not the stream: the decoder goes on with the next.
      decoder.send(packet);
    }
    av_packet_unref(packet);
    return true;
  }

  private SourceException broken(int code) {
    if (patience.expired()) {
      return SourceException.passing(
          "source %s: no picture for %d ms".formatted(url, options.readDeadline().toMillis()));
    }
    String message = "source %s: %s".formatted(url, FfmpegError.text(code));
    return url.kind() == SourceUrl.Kind.FILE
        ? SourceException.permanent(message + "; the file is damaged")
        : SourceException.passing(message);
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public String description() {
    AVStream stream = demuxer.video();
    return "%s %s %dx%d"
        .formatted(
            demuxer.format(),
            decoder.name(),
            stream.codecpar().width(),
            stream.codecpar().height());
  }

  @Override
  public void close() {
    patience.end();
    try {
      // Nobody reads: free here. Somebody does: the read ends now, and the reader frees.
      if (use.tryLock(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          free();
        } finally {
          use.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void free() {
    if (!freed) {
      freed = true;
      scaler.close();
      av_frame_free(picture);
      av_packet_free(packet);
      decoder.close();
      demuxer.close();
    }
  }
}
