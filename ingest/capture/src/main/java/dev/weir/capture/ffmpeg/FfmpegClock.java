package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_time_base_q;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.weir.capture.source.MonotonicTimestamps;
import dev.weir.capture.source.SourceNotice;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Determines when the pictures of an input are due: by their timestamps, or by their arrival if a
 * camera sends each one at once. Confined to one thread.
 */
final class FfmpegClock {
  private static final double DEFAULT_FPS = 25;
  // Transport streams and HLS are cut and joined, and their clocks jump there. Like the ffmpeg
  // program, we accept longer gaps in other containers.
  private static final Duration LONGEST_GAP_IN_PIECES = Duration.ofSeconds(2);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

  private static final int MANY = 5; // pictures without a timestamp; a few are common at the start

  private final MonotonicTimestamps clock;
  private final AVRational unit;
  private final boolean byArrival;
  private final double fps;
  private boolean timed;
  private int untimed;

  FfmpegClock(FfmpegInput input) {
    double rate = av_q2d(av_guess_frame_rate(input.format(), input.stream(), null));
    this.fps = rate > 0 && rate <= 1000 ? rate : DEFAULT_FPS;
    this.unit = input.stream().time_base();
    this.byArrival = input.live() && !input.inSegments();
    boolean pieces = (input.format().iformat().flags() & AVFMT_TS_DISCONT) != 0;
    this.clock =
        byArrival
            ? MonotonicTimestamps.ofArrivals()
            : MonotonicTimestamps.ofStream(
                Math.round(1e6 / fps), pieces ? LONGEST_GAP_IN_PIECES : LONGEST_GAP);
  }

  /** Pictures per second according to the stream's header, or 25. */
  double fps() {
    return fps;
  }

  /** The position of a picture that was just decoded. */
  Duration position(AVFrame frame) {
    if (byArrival) {
      return clock.arrived();
    }
    long time = frame.best_effort_timestamp();
    if (time == AV_NOPTS_VALUE) {
      untimed++;
      return clock.untimed();
    }
    timed = true;
    return clock.at(av_rescale_q(time, unit, av_get_time_base_q()));
  }

  /** What to log after a picture, or null. */
  @Nullable SourceNotice notice() {
    String jump = clock.jump();
    if (jump != null) {
      return new SourceNotice(SourceNotice.Kind.CLOCK_JUMP, jump + "; later jumps are not logged");
    }
    if (!timed && untimed == MANY) {
      return new SourceNotice(
          SourceNotice.Kind.NO_TIMESTAMPS,
          String.format(
              Locale.ROOT, "the stream has no timestamps; played at %.4g frames a second", fps));
    }
    return null;
  }
}
