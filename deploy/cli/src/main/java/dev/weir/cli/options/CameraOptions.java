package dev.weir.cli.options;

import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.SourceArgument;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.CameraId;
import dev.weir.frame.Redactor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the cameras and how they are read. */
public final class CameraOptions {
  /** A camera as the user named it. */
  record Named(CameraId id, String url) {
    /** Returns the name and URL without the password. */
    @Override
    public String toString() {
      return id + "=" + Redactor.url(url);
    }
  }

  @Option(
      names = "--source",
      paramLabel = "[NAME=]URL",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = {
        "A camera, file or drive; repeatable:",
        "  front=rtsp://user:password@host/stream",
        "  http://host/video.mjpg, http://host/live.m3u8",
        "  http://host/snapshot.jpg, requested --fps times a second, or once",
        "  v4l2:/dev/video0",
        "  clip.mp4 or file:clip.mp4",
        "  synthetic:street?seed=7&size=640x480&fps=15"
      })
  private List<String> sources = new ArrayList<>();

  @Option(names = "--frames", paramLabel = "N", description = "Stop after N frames of each camera.")
  private @Nullable Long frames;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = {
        "Keep at most N frames per second of each camera, by capture time. Skipped frames get "
            + "no number and do not count as dropped."
      })
  private @Nullable Double fps;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "Scale frames to exactly this size; the aspect ratio may change (default: no scaling).")
  private @Nullable String size;

  @Option(
      names = "--speed",
      paramLabel = "realtime|max",
      description = "Play files in real time, or as fast as possible.")
  private @Nullable String speed;

  @Option(
      names = "--jpeg-quality",
      paramLabel = "1-100",
      defaultValue = "90",
      description = "JPEG quality of the frames in Kafka (default: ${DEFAULT-VALUE}).")
  private int jpegQuality = 90;

  @Option(
      names = "--decode-threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Maximum number of threads that decode one camera (default: ${DEFAULT-VALUE}).")
  private int decodeThreads = 2;

  @Option(
      names = "--hwaccel",
      paramLabel = "auto|cuda|vaapi|none",
      defaultValue = "none",
      description = {
        "Device that decodes video. Without such a device the processor decodes, and the log "
            + "says why (default: ${DEFAULT-VALUE})."
      })
  private String hwaccel = "none";

  /** Returns the sources with their names; unnamed ones are named after their URL. */
  public List<Named> sources() {
    List<Named> named = new ArrayList<>();
    Set<CameraId> ids = new HashSet<>();
    for (String source : sources) {
      SourceArgument argument = SourceArgument.parse(source);
      String name = argument.name();
      String url = argument.url();
      CameraId id = name == null ? unique(nameOf(url), ids) : named(name);
      if (url.isEmpty()) {
        throw new UsageException(
            "--source %s=: no URL, expected --source %s=URL".formatted(id, id));
      }
      if (!ids.add(id)) { // omit the URL, which may hold a password
        throw new UsageException(
            "--source %s=...: the camera name '%s' is used twice; give each camera its own"
                .formatted(id, id));
      }
      named.add(new Named(id, url));
    }
    return named;
  }

  private static CameraId named(String name) {
    try {
      return new CameraId(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--source: camera name '%s': expected 1 to 64 characters of A-Z a-z 0-9 . _ -, not only dots, as in front=URL; write ./ before a file whose name contains an equals sign"
              .formatted(Redactor.name(name)));
    }
  }

  private static CameraId unique(String name, Set<CameraId> taken) {
    CameraId id = new CameraId(name);
    for (int n = 2; taken.contains(id); n++) {
      id = new CameraId(name + "-" + n);
    }
    return id;
  }

  /**
   * Returns the last meaningful part of the URL: a file's name, or a host and path. Uses the
   * redacted URL, since a camera's name appears in every record and file name.
   */
  private static String nameOf(String url) {
    String bare = Redactor.url(url).replaceFirst("[?#].*$", "").replace(Redactor.HIDDEN, "");
    String last = bare.replaceFirst("^(?!(?i:file|v4l2):)[A-Za-z][A-Za-z0-9+.-]+:[/\\\\]+", "");
    // no host: a file, a device or a drive
    if (last.equals(bare) && !bare.matches("[^/\\\\]*@.*")) {
      last = last.replaceFirst("^.*[/\\\\](?=.)", "").replaceFirst("\\.[A-Za-z0-9]{1,4}$", "");
    }
    last = last.substring(last.lastIndexOf('@') + 1);
    String name = last.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    return name.matches("\\.*") ? "camera" : name.substring(0, Math.min(60, name.length()));
  }

  @Nullable Long frames() {
    return frames;
  }

  @Nullable Double fps() {
    return fps;
  }

  @Nullable String size() {
    return size;
  }

  @Nullable String speed() {
    return speed;
  }

  int decodeThreads() {
    return decodeThreads;
  }

  String hwaccel() {
    return hwaccel;
  }

  int jpegQuality() {
    return jpegQuality;
  }
}
