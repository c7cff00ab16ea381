package dev.weir.capture;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens a source by its URL. Thread-safe.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>{@code clip.mp4}, {@code file:clip.mp4}</td><td>a file that FFmpeg reads</td></tr>
 *   <tr><td>{@code rtsp://user:password@host/stream}</td><td>over TCP</td></tr>
 *   <tr><td>{@code http://host/video.mjpg}</td><td>JPEGs one after the other, passed through</td></tr>
 *   <tr><td>{@code https://host/live.m3u8}</td><td>HLS, or whatever else FFmpeg reads</td></tr>
 *   <tr><td>{@code v4l2:/dev/video0}</td><td>a camera at this machine</td></tr>
 *   <tr><td>{@code synthetic:street?seed=7}</td><td>a rendered drive, {@link StreetUrl}</td></tr>
 * </table>
 */
public final class FrameSources implements SourceOpener {
  private static final String MULTIPART = "multipart/x-mixed-replace";

  /**
   * Checks what can be checked of a URL without opening it.
   *
   * @throws SourceException (permanent) if it is of no known kind or names a file that is not there
   */
  public static void check(String url) throws SourceException {
    SourceUrl.parse(url);
  }

  @Override
  public FrameSource open(String url, SourceOptions options) throws SourceException {
    SourceUrl parsed = SourceUrl.parse(url);
    return switch (parsed.kind()) {
      case STREET -> new StreetSource(StreetUrl.parse(url), options.size());
      case HTTP -> openHttp(parsed, options);
      case FILE, RTSP, V4L2 -> FfmpegSource.open(parsed, options);
    };
  }

  private static FrameSource openHttp(SourceUrl url, SourceOptions options) throws SourceException {
    MjpegSource mjpeg = options.size() == null ? mjpeg(url, options) : null;
    return mjpeg != null ? mjpeg : FfmpegSource.open(url, options);
  }

  /** The source if the server sends JPEGs one after the other, otherwise null. */
  private static @Nullable MjpegSource mjpeg(SourceUrl url, SourceOptions options)
      throws SourceException {
    HttpURLConnection connection = null;
    try {
      int deadline = Math.toIntExact(options.openDeadline().toMillis());
      URL target = URI.create(url.target()).toURL();
      connection = (HttpURLConnection) target.openConnection();
      connection.setConnectTimeout(deadline);
      connection.setReadTimeout(deadline);
      if (target.getUserInfo() != null) {
        byte[] credentials = target.getUserInfo().getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
      }
      int status = connection.getResponseCode();
      if (status >= 400) {
        throw SourceException.passing(
            "source %s: the server answers %d %s; check address and password"
                .formatted(url, status, connection.getResponseMessage()));
      }
      String type = connection.getContentType();
      if (type != null && type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
        MjpegSource source = new MjpegSource(url, options, connection);
        connection = null; // the source's own now
        return source;
      }
      return null;
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw SourceException.passing(
              "source %s: no answer (%s); is the camera on, and the address right?"
                  .formatted(url, e.getMessage()))
          .causedBy(e);
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }
}
