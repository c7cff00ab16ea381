package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PROTOCOL_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import dev.weir.capture.container.ContainerLength;
import dev.weir.capture.container.FileBytes;
import dev.weir.capture.container.StoredFile;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates FFmpeg's error numbers into sentences. */
public final class FfmpegErrors {
  private FfmpegErrors() {}

  public static String text(int error) {
    byte[] text = new byte[256];
    av_strerror(error, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * Explains why a source could not be opened, for reasons other than its deadline.
   *
   * @param opens the parts that FFmpeg tried to open
   * @param file its bytes if it is a file, or null
   */
  static SourceException opening(
      SourceUrl url, int error, FfmpegOpens opens, @Nullable StoredFile file) {
    if (error == AVERROR_HTTP_UNAUTHORIZED || error == AVERROR_HTTP_FORBIDDEN) {
      return refused(url, text(error));
    }
    Optional<String> segments = opens.failures();
    if (segments.isPresent() && opens.urls().size() > 1) {
      String message =
          "%s: %s, expected the segments of its playlist; check that they are there"
              .formatted(url.shown(), segments.get());
      return url.kind() == SourceUrl.Kind.FILE
          ? SourceException.permanent(message)
          : SourceException.passing(message);
    }
    String cut = unreadable(file).map("; the file breaks off: "::concat).orElse("");
    if (url.kind() == SourceUrl.Kind.FILE || !cut.isEmpty()) {
      return noVideo(url, text(error) + cut);
    }
    if (error == AVERROR_INVALIDDATA && url.kind() != SourceUrl.Kind.V4L2) {
      return noVideo(url, text(error));
    }
    if (error == AVERROR_PROTOCOL_NOT_FOUND) {
      return SourceException.permanent(
          "%s: this FFmpeg was built without its protocol, expected rtsp or http"
              .formatted(url.shown()));
    }
    if (url.kind() == SourceUrl.Kind.V4L2) {
      return SourceException.passing(
          "%s: cannot be opened (%s), expected a camera; does another program use it, and may this one?"
              .formatted(url.shown(), text(error)));
    }
    return SourceException.passing(
        "%s: cannot be opened (%s), expected a video stream; check host, port and path"
            .formatted(url.shown(), text(error)));
  }

  private static Optional<String> unreadable(@Nullable StoredFile file) {
    if (file == null) {
      return Optional.empty();
    }
    try (FileBytes bytes = file.open(StoredFile.UNKNOWN)) {
      return ContainerLength.unreadable(bytes);
    } catch (IOException e) {
      return Optional.empty(); // FFmpeg's error is specific enough
    }
  }

  public static SourceException refused(SourceUrl url, String answer) {
    return SourceException.refused(
        "%s: the server refuses (%s); expected a user who may watch, and the password, before the host"
            .formatted(url.shown(), answer));
  }

  /** The deadline has passed. */
  static SourceException silent(SourceUrl url, String doing, Duration deadline) {
    return SourceException.passing(
        "%s: no picture within %.1f s of %s, expected one; is the camera on and reachable?"
            .formatted(url.shown(), deadline.toMillis() / 1000.0, doing));
  }

  /** An MP4 with its pictures before its index needs requests for ranges of bytes. */
  static SourceException lacksRanges(SourceUrl url) {
    return SourceException.passing(
        "%s: its index is at its end, and the server cannot send a part of a file; move the index to the start (ffmpeg -i IN -c copy -movflags +faststart OUT), or use a server that accepts ranges"
            .formatted(url.shown()));
  }

  /** Permanent for a file. A camera may send a video later. */
  static SourceException noVideo(SourceUrl url, String reason) {
    String message =
        "%s is not a video that FFmpeg can read (%s), expected for example an MP4 with H.264; try ffprobe on it"
            .formatted(url.shown(), reason);
    return url.kind() == SourceUrl.Kind.FILE
        ? SourceException.permanent(message)
        : SourceException.passing(message);
  }
}
