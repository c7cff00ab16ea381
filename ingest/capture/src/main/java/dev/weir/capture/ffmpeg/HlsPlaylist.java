package dev.weir.capture.ffmpeg;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The segments of an HLS media playlist, with their dates from {@code EXT-X-PROGRAM-DATE-TIME} (RFC
 * 8216, 4.3.2.6). Immutable.
 *
 * @param main whether it is a main playlist, which lists other playlists
 * @param segments in order; the other playlists if it is a main playlist
 */
record HlsPlaylist(boolean main, List<Segment> segments) {
  private static final String VARIANT = "#EXT-X-STREAM-INF";
  private static final String DATE = "#EXT-X-PROGRAM-DATE-TIME:";
  private static final String LENGTH = "#EXTINF:";

  // Offsets are written +08:00, +0800, or Z. A date without an offset is read as UTC.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  /**
   * A segment of the playlist.
   *
   * @param uri as in the playlist, absolute or relative
   * @param start when its first picture was taken; empty if neither this segment nor an earlier one
   *     in the playlist has a date
   */
  record Segment(String uri, Optional<Instant> start) {}

  HlsPlaylist {
    segments = List.copyOf(segments);
  }

  /** Parses a playlist. Unknown tags are ignored. */
  static HlsPlaylist parse(String text) {
    List<Segment> segments = new ArrayList<>();
    Instant start = null;
    Duration length = Duration.ZERO;
    boolean main = false;
    for (String line : text.lines().map(String::strip).toList()) {
      main |= line.startsWith(VARIANT);
      if (line.startsWith(DATE)) {
        Instant date = date(line.substring(DATE.length()).strip());
        start = date == null ? start : date;
      } else if (line.startsWith(LENGTH)) {
        length = length(line.substring(LENGTH.length()));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        segments.add(new Segment(line, Optional.ofNullable(start)));
        start = start == null ? null : start.plus(length);
      }
    }
    return new HlsPlaylist(main, segments);
  }

  /** Whether it is a media playlist with segments and without dates. */
  boolean withoutDates() {
    return !main && !segments.isEmpty() && segments.stream().allMatch(s -> s.start().isEmpty());
  }

  /** Returns when the first picture of the segment at a URL was taken. */
  Optional<Instant> start(String url) {
    return segments.stream()
        .filter(s -> url.endsWith(relative(s.uri())))
        .findFirst()
        .flatMap(Segment::start);
  }

  /** Removes {@code ../} steps, which an absolute URL does not have. */
  private static String relative(String uri) {
    return uri.replaceFirst("^(\\.{1,2}/)+", "");
  }

  private static @Nullable Instant date(String text) {
    try {
      TemporalAccessor date = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return date instanceof OffsetDateTime zoned
          ? zoned.toInstant()
          : LocalDateTime.from(date).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration length(String text) {
    try {
      return Duration.ofNanos(Math.round(Double.parseDouble(text.split(",", 2)[0].strip()) * 1e9));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
