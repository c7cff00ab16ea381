package dev.weir.capture.ffmpeg;

import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.http.HttpStream;
import dev.weir.capture.source.SourceNotice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the first picture of a live HLS stream was taken, according to the dates in its playlist.
 * FFmpeg ignores them.
 *
 * @param instant the time of the first picture; empty if the playlist has no plausible dates
 * @param notice what to log, or null
 */
record HlsOrigin(Optional<Instant> instant, @Nullable SourceNotice notice) {
  static final HlsOrigin UNKNOWN = new HlsOrigin(Optional.empty(), null);

  // Outside of this range the playlist's date is wrong; its pictures are not that old.
  private static final Duration MAX_AHEAD = Duration.ofSeconds(10);
  private static final Duration MAX_BEHIND = Duration.ofDays(1);
  private static final String HEAD = "#EXTM3U";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_PLAYLISTS = 3; // a main playlist and some variants

  /**
   * Finds the origin from the URLs that FFmpeg opened. Fetches a playlist only if its text is not
   * known, or if it has moved on past the first segment that FFmpeg opened.
   *
   * @param opened playlists and segments, in order
   * @param known the text of the first playlist when the source was opened; null if unknown
   * @param deadline time limit for fetching; after it, dates are ignored
   */
  static HlsOrigin of(List<String> opened, @Nullable String known, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    String first = known;
    for (String url : opened.subList(0, Math.min(MAX_PLAYLISTS, opened.size()))) {
      HlsPlaylist playlist = HlsPlaylist.parse(first == null ? fetch(url, end) : first);
      if (playlist.withoutDates()) {
        return UNKNOWN;
      }
      Optional<Instant> start = start(playlist, opened);
      if (start.isEmpty() && first != null && !playlist.main()) {
        start = start(HlsPlaylist.parse(fetch(url, end)), opened);
      }
      if (start.isPresent()) {
        return dated(start.get(), Instant.now());
      }
      first = null;
    }
    return UNKNOWN;
  }

  private static Optional<Instant> start(HlsPlaylist playlist, List<String> opened) {
    return opened.stream().map(playlist::start).flatMap(Optional::stream).findFirst();
  }

  /** Accepts or rejects a date. */
  static HlsOrigin dated(Instant start, Instant now) {
    Duration behind = Duration.between(start, now);
    String seconds = String.format(Locale.ROOT, "%.1f", behind.toMillis() / 1000.0);
    if (behind.compareTo(MAX_BEHIND) > 0 || behind.plus(MAX_AHEAD).isNegative()) {
      return new HlsOrigin(
          Optional.empty(),
          notice(
              "by arrival: the playlist's EXT-X-PROGRAM-DATE-TIME %s is %s s behind this machine's clock"
                  .formatted(start, seconds)));
    }
    return new HlsOrigin(
        Optional.of(start),
        notice(
            "by the playlist's EXT-X-PROGRAM-DATE-TIME; frames come %s s after they were taken"
                .formatted(seconds)));
  }

  private static SourceNotice notice(String text) {
    return new SourceNotice(SourceNotice.Kind.CAPTURE_TIME, text);
  }

  /** Fetches a playlist's text. Returns an empty string if that fails or it is not a playlist. */
  private static String fetch(String url, long end) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.toMillis() < 1 || !url.matches("(?i)https?:.*")) {
      return "";
    }
    try (HttpCamera camera = new HttpCamera(url)) {
      HttpStream stream = camera.get(left);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      for (ByteBuffer piece = stream.read(end);
          piece != null && text.size() < MAX_BYTES;
          piece = stream.read(end)) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        text.writeBytes(bytes);
        if (text.size() >= HEAD.length() && !text.toString(StandardCharsets.UTF_8).contains(HEAD)) {
          return ""; // a segment
        }
      }
      return text.toString(StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      return ""; // the stream itself works, and frames get their arrival time
    }
  }
}
