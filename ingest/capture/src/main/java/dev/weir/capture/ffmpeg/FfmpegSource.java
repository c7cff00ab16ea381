package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.NativeResourceGuard;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceNotice;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import dev.weir.image.Orientation;
import dev.weir.image.Pixels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads files, RTSP, HTTP, and V4L2 through FFmpeg. Damaged packets are skipped, as in a player: a
 * camera's stream recovers at the next keyframe.
 */
public final class FfmpegSource implements FrameSource {
  private static final long PAUSE_NANOS = 2_000_000; // wait before polling a device again

  private static final Duration DATES = Duration.ofSeconds(2); // time limit for fetching playlists

  private final SourceUrl url;
  private final Duration readDeadline;
  private final FfmpegInterrupt interrupt;
  private final FfmpegInput input;
  private final FfmpegDecoder decoder;
  private final FfmpegTurner turner;
  private final FfmpegScaler scaler;
  private final AVPacket packet = av_packet_alloc();
  private final NativeResourceGuard guard = new NativeResourceGuard(this::free);
  private final TruncationCheck truncation;
  private final FfmpegClock clock;
  private final FfmpegOrientation orientation;
  private final boolean live;
  private final @Nullable String playlist;
  private final String description;
  private @Nullable Pixels pixels;
  private HlsOrigin origin = HlsOrigin.UNKNOWN;
  private boolean flushed;
  private boolean ended;
  private boolean delivered;

  private FfmpegSource(
      SourceUrl url,
      SourceOptions options,
      FfmpegInterrupt interrupt,
      FfmpegInput input,
      FfmpegDecoder decoder,
      FfmpegHints hints) {
    this.url = url;
    this.readDeadline = options.readDeadline();
    this.interrupt = interrupt;
    this.input = input;
    this.decoder = decoder;
    this.turner = new FfmpegTurner(url);
    this.scaler = new FfmpegScaler(url, options.size());
    this.live = input.live();
    this.playlist = hints.playlist();
    this.truncation = new TruncationCheck(url, input, hints.file());
    this.clock = new FfmpegClock(input);
    this.orientation = new FfmpegOrientation(options.rotation());
    this.description = describe(clock.fps());
  }

  /**
   * Opens a source within the open deadline.
   *
   * @param hints what is already known about it
   */
  public static FfmpegSource open(SourceUrl url, FfmpegHints hints, SourceOptions options)
      throws SourceException {
    FfmpegInterrupt interrupt = new FfmpegInterrupt();
    FfmpegInput input;
    try {
      input = FfmpegInput.open(url, hints, interrupt, options.openDeadline());
    } catch (SourceException e) {
      interrupt.close();
      throw e;
    }
    try {
      return new FfmpegSource(
          url, options, interrupt, input, FfmpegDecoder.open(url, input, options), hints);
    } catch (SourceException e) {
      input.close();
      throw e;
    }
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    guard.enter();
    try {
      if (guard.closed()) {
        return null;
      }
      interrupt.allow(readDeadline);
      CapturedImage image = decode();
      if (image != null && !delivered && inBursts()) {
        origin = HlsOrigin.of(input.opens().urls(), playlist, DATES);
      }
      if (image == null && !delivered && !guard.closed()) {
        throw FfmpegErrors.noVideo(url, "none of its pictures can be decoded");
      }
      delivered = true;
      return guard.closed() ? null : image;
    } catch (SourceException e) {
      if (guard.closed()) { // the error was caused by close()
        return null;
      }
      throw e;
    } finally {
      guard.leave();
    }
  }

  private @Nullable CapturedImage decode() throws SourceException {
    while (!guard.closed()) {
      int received = decoder.receive();
      if (received == 0) {
        return image();
      }
      if (received == AVERROR_EOF) {
        return end();
      }
      if (received == AVERROR_EAGAIN()) {
        feed();
      }
      if (interrupt.expired()) {
        throw FfmpegErrors.silent(url, "reading", readDeadline);
      }
    }
    return null;
  }

  /** Reads one packet and sends it to the decoder if it belongs to the video stream. */
  private void feed() throws SourceException {
    int read = input.read(packet);
    if (read == 0) {
      truncation.read(packet);
      if (packet.stream_index() == input.stream().index()) {
        // The error for a damaged packet is ignored: the next packets may be good.
        decoder.send(packet);
      }
      av_packet_unref(packet);
    } else if (read == AVERROR_EOF && !interrupt.expired()) {
      flush();
    } else if (read == AVERROR_EAGAIN()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    } else if (!interrupt.expired()) {
      if (!delivered && input.lacksRanges()) {
        throw FfmpegErrors.lacksRanges(url);
      }
      throw SourceException.passing(
          "%s: broke off (%s), expected more pictures; is the camera or the file's disk still there?"
              .formatted(url.shown(), FfmpegErrors.text(read)));
    }
  }

  /** Returns null at the end. A stored video that is truncated fails here, once. */
  private @Nullable CapturedImage end() throws SourceException {
    if (live || ended || !delivered) {
      return null;
    }
    ended = true;
    String missing = truncation.missing().orElse(null);
    if (missing != null) {
      throw SourceException.passing(
          "%s: breaks off: %s; its other pictures were read; copy or record the file again"
              .formatted(url.shown(), missing));
    }
    return null;
  }

  private void flush() {
    if (!flushed) {
      flushed = true;
      decoder.flush();
    }
  }

  private CapturedImage image() {
    AVFrame frame = decoder.frame();
    Orientation shown = orientation.of(frame);
    int width = shown.width(frame.width(), frame.height());
    int height = shown.height(frame.width(), frame.height());
    return new CapturedImage.Raw(
        clock.position(frame), scaler.width(width), scaler.height(height), () -> pixels(shown));
  }

  /**
   * Returns the last picture's pixels. Holds the guard, because another thread may close the
   * source.
   */
  private Pixels pixels(Orientation shown) throws SourceException {
    guard.enter();
    try {
      if (guard.closed()) {
        throw SourceException.passing(url.shown() + ": closed while a picture was being converted");
      }
      Pixels scaled = scaler.scale(turner.turn(decoder.picture(), shown), pixels);
      pixels = scaled;
      return scaled;
    } finally {
      guard.leave();
    }
  }

  /**
   * Whether the input is a single picture, not a video. A camera then has to be polled for the
   * next.
   */
  public boolean onePicture() {
    return input.onePicture();
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public boolean inBursts() {
    return live && input.inSegments();
  }

  @Override
  public Optional<Instant> origin() {
    return origin.instant();
  }

  @Override
  public List<SourceNotice> notices() {
    return Stream.of(orientation.notice(), clock.notice(), origin.notice())
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public String description() {
    return description;
  }

  private String describe(double fps) {
    AVCodecParameters found = input.stream().codecpar();
    return String.format(
        Locale.ROOT,
        "%s by FFmpeg, %s %s, %dx%d, %.4g fps",
        url.kind().name().toLowerCase(Locale.ROOT),
        live ? "live" : "stored",
        avcodec_get_name(found.codec_id()).getString(),
        found.width(),
        found.height(),
        fps);
  }

  @Override
  public void close() {
    interrupt.end();
    truncation.close();
    guard.close();
  }

  private void free() {
    scaler.close();
    turner.close();
    decoder.close();
    av_packet_free(packet);
    input.close();
  }
}
