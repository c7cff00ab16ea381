package dev.weir.capture;

import dev.weir.capture.container.HttpBytes;
import dev.weir.capture.container.StoredFile;
import dev.weir.capture.ffmpeg.FfmpegHints;
import dev.weir.capture.ffmpeg.FfmpegSource;
import dev.weir.capture.http.HttpCamera;
import dev.weir.capture.http.HttpContent;
import dev.weir.capture.http.HttpFailure;
import dev.weir.capture.http.HttpStream;
import dev.weir.capture.mjpeg.MjpegSource;
import dev.weir.capture.mjpeg.SnapshotSource;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.HostLookup;
import dev.weir.capture.source.JpegTransformSource;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import dev.weir.capture.source.SourceUrl;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens cameras, playlists and files over HTTP. One request shows what the content is. JPEG cameras
 * are read from that response. Everything else is opened a second time, by FFmpeg. Thread-safe.
 */
final class HttpSources {
  private static final int MAX_PLAYLIST = 1 << 20;

  private final double snapshots;

  /** Creates an opener that polls snapshot cameras so many times per second. */
  HttpSources(double snapshots) {
    this.snapshots = snapshots;
  }

  FrameSource open(SourceUrl url, SourceOptions options) throws SourceException {
    long deadline = System.nanoTime() + options.openDeadline().toNanos();
    HostLookup.check(url, options.openDeadline());
    HttpCamera camera = camera(url);
    @Nullable FrameSource jpegs = null;
    FfmpegHints hints = FfmpegHints.NONE;
    try {
      HttpStream stream = camera.get(until(deadline));
      SnapshotSource.requireFound(url, stream.status());
      switch (HttpContent.of(stream, deadline)) {
        case MULTIPART -> jpegs = new MjpegSource(url.shown(), stream, options.readDeadline());
        case PICTURE -> jpegs = new SnapshotSource(url, camera, stream, options, snapshots);
        case PLAYLIST -> hints = FfmpegHints.hls(playlist(stream, deadline));
        case JPEG_SEQUENCE -> hints = FfmpegHints.demuxer("mjpeg");
        case VIDEO ->
            hints = FfmpegHints.file(file(url, stream.length(), stream.head(deadline), options));
      }
    } catch (SourceException e) {
      throw e;
    } catch (HttpTimeoutException e) {
      throw SourceException.passing(
          "%s: no response within %.1f s, expected a stream; is the camera on and reachable?"
              .formatted(url.shown(), options.openDeadline().toMillis() / 1000.0));
    } catch (IOException e) {
      throw SourceException.passing(
              "%s: cannot connect (%s), expected an HTTP server; check host and port"
                  .formatted(url.shown(), HttpFailure.reason(e)))
          .causedBy(e);
    } finally {
      if (jpegs == null) { // before FFmpeg connects: many cameras accept one client only
        camera.close();
      }
    }
    FrameSource source = jpegs == null ? byFfmpeg(url, hints, deadline, options) : jpegs;
    return new JpegTransformSource(source, url.shown(), options);
  }

  private static HttpCamera camera(SourceUrl url) throws SourceException {
    try {
      return new HttpCamera(url.target());
    } catch (IllegalArgumentException e) { // whose message repeats a part of the URL
      throw SourceException.permanent(
          "%s: not a URL, expected http://host[:port]/path".formatted(url.shown()));
    }
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  private static String playlist(HttpStream stream, long deadline) throws IOException {
    return new String(stream.readAll(MAX_PLAYLIST, deadline), StandardCharsets.UTF_8);
  }

  /** The response's bytes, to be requested again if necessary. */
  private static StoredFile file(
      SourceUrl url, long length, ByteBuffer head, SourceOptions options) {
    ByteBuffer copy = ByteBuffer.allocate(head.remaining()).put(head.duplicate()).flip();
    return received -> {
      long size = length > 0 ? length : received;
      if (size <= 0) {
        throw new IOException("the server did not announce a length");
      }
      return new HttpBytes(new HttpCamera(url.target()), size, copy, options.openDeadline());
    };
  }

  /** Opens the URL by FFmpeg. If it finds a single picture, the camera is polled instead. */
  private FrameSource byFfmpeg(
      SourceUrl url, FfmpegHints hints, long deadline, SourceOptions options)
      throws SourceException {
    FfmpegSource source = FfmpegSource.open(url, hints, options.withOpenDeadline(until(deadline)));
    if (hints.demuxer() != null || !source.onePicture()) {
      return source;
    }
    source.close();
    return new SnapshotSource(url, camera(url), null, options, snapshots);
  }
}
